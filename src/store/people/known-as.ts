import type { CaseTransaction, KnownAsSource } from "#cases";
import type { Json, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** What an account is known as, with the record as it stands. */
export type KnownAsRow = {
  readonly account: string;
  readonly register: string;
  readonly id: string;
  readonly source: KnownAsSource;
  readonly status: string;
  /** The record's fields without personal data. */
  readonly data: JsonObject;
};

/** What some accounts are known as. */
export async function listKnownAs(
  store: Store,
  context: StoreContext,
  accounts: readonly string[],
): Promise<readonly KnownAsRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<KnownAsRow & Row & { data: Json }>(
      `select k.account, k.register, k.id, k.source, r.status, r.data
         from known_as k
         join record r on r.district = k.district and r.register = k.register and r.id = k.id
        where k.district = $1 and k.account = any ($2) order by k.account, k.register`,
      [context.district, accounts],
    ),
  );
}

/** What accounts are known as, read and written in the transaction that enters it in the record's chain. */
export function knownAsOn(sql: Sql, district: string): Pick<CaseTransaction, "findKnownAs" | "keepKnownAs"> {
  return {
    findKnownAs: async (account, register) => {
      // A second one who changes the same account waits here for the first.
      await sql.query("select id from account where district = $1 and id = $2 for update", [
        district,
        account,
      ]);
      const [row] = await sql.query<{ id: string; source: KnownAsSource }>(
        "select id, source from known_as where district = $1 and account = $2 and register = $3",
        [district, account, register],
      );
      return row;
    },
    keepKnownAs: async (account, register, known) => {
      if (known === null) {
        await sql.query("delete from known_as where district = $1 and account = $2 and register = $3", [
          district,
          account,
          register,
        ]);
        return;
      }
      await sql.query(
        `insert into known_as (district, account, register, id, source, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (district, account, register) do update set
           id = excluded.id, source = excluded.source, at = excluded.at`,
        [district, account, register, known.id, known.source, known.at],
      );
    },
  };
}
