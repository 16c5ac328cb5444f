import { CERTIFICATE_ROOT } from "#kernel";
import type { StoreContext, StoredRecord } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

const COLUMNS = `register, id, version, organ, division, holder, status, valid_from as "validFrom", data`;

/** The ids of certificates of a type with a licence number: what stands comes before what is superseded. */
export async function findCertificateIds(
  sql: Sql,
  district: string,
  register: string,
  { licenceNo, type }: { readonly licenceNo: string; readonly type: string },
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string } & Row>(
    `select id from record
      where district = $1 and register = $2 and data ->> 'licenceNo' = $3 and data ->> 'certificateType' = $4
      order by status = 'superseded', valid_from desc, id desc limit 20`,
    [district, register, licenceNo, type],
  );
  return rows.map(({ id }) => id);
}

/** Which certificates of a holder are asked for. */
export type CertificatesOf = {
  /** An account, or records (`register:key`) that it is known as; any of them. */
  readonly holders: readonly string[];
  /** Type codes (证照类型代码) of GB/T 36904; all types where none is named. */
  readonly types?: readonly string[];
  /** States of the register, such as valid; all where none is named. */
  readonly statuses?: readonly string[];
};

/**
 * The certificates of holders by type, the newest first, whatever register keeps them; what the reader may not see is
 * left out. So an application offers what its applicant holds already.
 */
export async function listCertificatesOf(
  store: Store,
  context: StoreContext,
  { holders, types, statuses }: CertificatesOf,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & Row>(
      `select ${COLUMNS} from record
        where district = $1 and holder = any ($2) and starts_with(id, $3)
          and ($4::text[] is null or data ->> 'certificateType' = any ($4))
          and ($5::text[] is null or status = any ($5))
        order by valid_from desc, register, id limit 500`,
      [context.district, holders, `${CERTIFICATE_ROOT}.`, types ?? null, statuses ?? null],
    ),
  );
}
