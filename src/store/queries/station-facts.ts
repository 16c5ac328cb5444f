import type { Instant, JsonObject, LocalDate } from "#kernel";
import type { StoreContext, StoredRecord } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Cases received from a moment on, by matter. */
export async function countReceivedByMatter(
  store: Store,
  context: StoreContext,
  from: Instant,
): Promise<ReadonlyMap<string, number>> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ matter: string; count: number }>(
      `select matter, count(*)::integer as count from case_file
        where district = $1 and received_at >= $2 group by matter`,
      [context.district, from],
    ),
  );
  return new Map(rows.map(({ matter, count }) => [matter, count]));
}

/** A skill as the register keeps it, whatever its state, with whose it is and where they work. */
export type SkillRecord = {
  readonly id: string;
  readonly status: string;
  readonly data: JsonObject;
  readonly account: string;
};

/** Every skill that was ever recorded, the latest training first: a district has some hundreds. */
export async function listSkillRecords(store: Store, context: StoreContext): Promise<readonly SkillRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<SkillRecord & Row>(
      `select id, status, data, data ->> 'account' as account from record
        where district = $1 and register = 'clerk-skills'
        order by data ->> 'trainedOn' desc, id limit 2000`,
      [context.district],
    ),
  );
}

/** The window clerks of organs, each with the organ of the post. */
export async function listClerksOf(
  store: Store,
  context: StoreContext,
  organs: readonly string[],
): Promise<readonly { readonly account: string; readonly name: string; readonly organ: string }[]> {
  return withContext(store.database, context, (sql) =>
    sql.last(
      `select distinct a.id as account, a.name, p.organ from post p
         join account a on a.district = p.district and a.id = p.account and a.disabled_at is null
        where p.district = $1 and p.role = 'clerk' and p.organ = any ($2)
        order by p.organ, a.name, a.id`,
      [context.district, organs],
    ),
  );
}

/** Skills of clerks (register clerk-skills) in force on a day, with the names of whose they are. */
export async function listSkills(
  store: Store,
  context: StoreContext,
  on: LocalDate,
): Promise<
  readonly {
    readonly account: string;
    readonly name: string;
    readonly kind: "allRound" | "matter";
    readonly matter: string | null;
  }[]
> {
  return withContext(store.database, context, (sql) =>
    sql.last(
      `select a.id as account, a.name, r.data ->> 'kind' as kind, r.data ->> 'matter' as matter
         from record r join account a on a.district = r.district and a.id = r.data ->> 'account'
        where r.district = $1 and r.register = 'clerk-skills' and r.status = 'valid'
          and r.data ->> 'trainedOn' <= $2::text and coalesce(r.data ->> 'validTo', '9999-12-31') >= $2::text
        order by a.name, r.id`,
      [context.district, on],
    ),
  );
}

/** What an account was trained for, whatever became of it, inside a transaction. */
export async function findTrainings(
  sql: Sql,
  district: string,
  account: string,
): Promise<readonly StoredRecord[]> {
  return sql.query<StoredRecord & Row>(
    `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
       from record where district = $1 and register = 'clerk-skills' and data ->> 'account' = $2 order by id`,
    [district, account],
  );
}
