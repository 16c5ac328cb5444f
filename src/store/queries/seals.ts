import type { Instant } from "#kernel";
import type { StoreContext, StoredRecord } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** The seals of an organ in a register of seals, whatever their state. */
export async function listSealsOf(
  store: Store,
  context: StoreContext,
  register: string,
  organ: string,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & Row>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record where district = $1 and register = $2 and data ->> 'sealOrgan' = $3 order by id`,
      [context.district, register, organ],
    ),
  );
}

/** The seals of a register by organ, those of some organs or of all. */
export async function listSeals(
  store: Store,
  context: StoreContext,
  register: string,
  organs: readonly string[] | null,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & Row>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record where district = $1 and register = $2 and ($3::text[] is null or data ->> 'sealOrgan' = any ($3))
        order by (status = 'applied') desc, id limit 500`,
      [context.district, register, organs],
    ),
  );
}

/** The seals of an organ that are in one state, inside a transaction. */
export async function findSeals(
  sql: Sql,
  district: string,
  { register, organ, status }: { readonly register: string; readonly organ: string; readonly status: string },
): Promise<readonly StoredRecord[]> {
  return sql.query<StoredRecord & Row>(
    `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
       from record where district = $1 and register = $2 and data ->> 'sealOrgan' = $3 and status = $4 order by id`,
    [district, register, organ, status],
  );
}

/** A use of a seal, as it is logged with the document it was put under. */
export type SealUse = {
  readonly register: string;
  readonly seal: string;
  /** SHA-256 of the certificate that signed. */
  readonly fingerprint: string;
};

/** A use as it is shown on the seal's page. */
export type ShownSealUse = {
  readonly at: Instant;
  readonly document: string;
  readonly title: string;
  readonly number: string;
  readonly fileHash: string;
  readonly caseNo: string;
};

/** The latest uses of a seal, the newest first. */
export async function listSealUses(
  store: Store,
  context: StoreContext,
  { register, seal, most }: { readonly register: string; readonly seal: string; readonly most: number },
): Promise<readonly ShownSealUse[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<ShownSealUse & Row>(
      `select u.at, u.document, coalesce(d.title, '') as title, coalesce(d.number, '') as number,
              u.file_hash as "fileHash", u.subject as "caseNo"
         from seal_use u left join document d on d.district = u.district and d.id = u.document
        where u.district = $1 and u.register = $2 and u.seal = $3
        order by u.at desc, u.document limit $4`,
      [context.district, register, seal, most],
    ),
  );
}

/** Documents that no seal could be put under when they were given up: the outbox items with their organs. */
export async function listUnsealed(
  store: Store,
  context: StoreContext,
): Promise<readonly { readonly item: string; readonly organ: string; readonly sealText: string }[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<{ item: string; organ: string; sealText: string }>(
      `select o.id as item, d.organ, coalesce(d.data ->> 'sealText', '') as "sealText"
         from outbox o join document d on d.district = o.district and d.id = o.payload ->> 'document'
        where o.district = $1 and o.status = 'failed' and o.kind = 'sealDocument' and o.fault like 'SEAL\\_%'
        order by o.failed_at limit 200`,
      [context.district],
    ),
  );
}
