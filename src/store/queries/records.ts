import type { Instant, JsonObject } from "#kernel";
import type { PersonalRow, StoreContext, StoredRecord } from "#registers";
import { asLast, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { findPersonal, findStoredRecord, listRecordsOf } from "./subjects.ts";

const COLUMNS = `register, id, version, organ, division, holder, status, valid_from as "validFrom", data`;

/** Which of these ids the register has, of what the reader may see. */
export async function findRecordIds(
  store: Store,
  context: StoreContext,
  register: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string }>(
      "select id from record where district = $1 and register = $2 and id = any ($3)",
      [context.district, register, ids],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

/** A record as it stands, or as it stood at a moment (`asOf`), if the reader may see it. */
export async function findRecord(
  store: Store,
  context: StoreContext,
  register: string,
  id: string,
  asOf?: Instant,
): Promise<StoredRecord | undefined> {
  return withContext(store.database, context, async (sql) => {
    if (asOf === undefined)
      return (await findStoredRecord(asLast(sql), context.district, register, id))?.record;
    const [row] = await sql.last<StoredRecord & { id: string }>(
      `select ${COLUMNS} from record_version
        where district = $1 and register = $2 and id = $3
          and valid_from <= $4 and (valid_to is null or valid_to > $4)
        order by version desc limit 1`,
      [context.district, register, id, asOf],
    );
    return row;
  });
}

/** The records of a register, the newest first. */
export async function listRecords(
  store: Store,
  context: StoreContext,
  register: string,
  options: PageOptions = {},
): Promise<Page<StoredRecord>> {
  const limit = limitOf(options);
  const keys = keysOf(options, 2, "moment");
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select ${COLUMNS} from record where district = $1 and register = $2
          ${keys === undefined ? "" : "and (valid_from, id) < ($4::timestamptz, $5)"}
        order by valid_from desc, id desc limit $3`,
      [context.district, register, limit + 1, ...(keys ?? [])],
    ),
  );
  return pageOf(rows, limit, (last) => [last.validFrom, last.id]);
}

/** A register's records of one place that hold or held, by id: a community has some hundreds at most. */
export async function listRecordsIn(
  store: Store,
  context: StoreContext,
  register: string,
  division: string,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select ${COLUMNS} from record where district = $1 and register = $2 and division = $3 order by id limit 2000`,
      [context.district, register, division],
    ),
  );
}

/** The records that belong to the reader, or to what it is known as, of one register or of all. */
export async function listOwnRecords(
  store: Store,
  context: StoreContext,
  register?: string,
): Promise<readonly StoredRecord[]> {
  return listRecordsHeldBy(store, context, [context.account ?? "", ...context.knownAs], register);
}

/** The records of holders (accounts, or records as `register:id`), of one register or of all, that the reader may see. */
export async function listRecordsHeldBy(
  store: Store,
  context: StoreContext,
  holders: readonly string[],
  register?: string,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    listRecordsOf(sql, context.district, holders, register),
  );
}

/** The personal data of a subject that the reader may see. */
export async function listPersonal(
  store: Store,
  context: StoreContext,
  subject: string,
): Promise<readonly PersonalRow[]> {
  return withContext(store.database, context, (sql) => findPersonal(sql, context.district, subject));
}

/** The same of several subjects under one key, in one question. */
export async function listPersonalOf(
  store: Store,
  context: StoreContext,
  subjects: readonly string[],
  key: string,
): Promise<readonly PersonalRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<PersonalRow & { content: JsonObject }>(
      "select subject, key, salt, digest, content from personal where district = $1 and subject = any ($2) and key = $3",
      [context.district, subjects, key],
    ),
  );
}
