import type { CaseTransaction, KnownAsSource } from "#cases";
import type { Sql } from "../database/database.ts";

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
