import type { CaseTransaction, Mandate } from "#cases";
import type { LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

const COLUMNS = `id, principal, principal_name as "principalName", agent, agent_name as "agentName", matters,
  from_day as "from", to_day as "to", granted_at as "grantedAt", withdrawn_at as "withdrawnAt"`;

/** The mandates that the reader has granted or holds, as row security lets them see, the latest first. */
export async function listMandates(store: Store, context: StoreContext): Promise<readonly Mandate[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<Mandate & Row>(
      `select ${COLUMNS} from mandate
        where district = $1 and (principal = any ($2) or agent = any ($2))
        order by granted_at desc, id limit 500`,
      [context.district, context.knownAs],
    ),
  );
}

/** What those who are known as these records hold on a day: mandates neither withdrawn nor run out. */
export async function findHeldMandates(
  sql: Sql,
  district: string,
  knownAs: readonly string[],
  on: LocalDate,
): Promise<readonly Mandate[]> {
  if (knownAs.length === 0) return [];
  return sql.query<Mandate & Row>(
    `select ${COLUMNS} from mandate
      where district = $1 and agent = any ($2) and withdrawn_at is null and $3::date between from_day and to_day
      order by id`,
    [district, knownAs, on],
  );
}

/** Mandates, read and written in the transaction that enters them in the record's chain. */
export function mandatesOn(sql: Sql, district: string): Pick<CaseTransaction, "findMandate" | "keepMandate"> {
  return {
    findMandate: async (id) => {
      const [row] = await sql.query<Mandate & Row>(
        `select ${COLUMNS} from mandate where district = $1 and id = $2 for update`,
        [district, id],
      );
      return row;
    },
    keepMandate: async (mandate) => {
      const { id, principal, principalName, agent, agentName, matters, from, to } = mandate;
      await sql.query(
        `insert into mandate (district, id, principal, principal_name, agent, agent_name, matters, from_day, to_day,
                              granted_at, withdrawn_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (district, id) do update set withdrawn_at = excluded.withdrawn_at`,
        [
          district,
          id,
          principal,
          principalName,
          agent,
          agentName,
          matters,
          from,
          to,
          mandate.grantedAt,
          mandate.withdrawnAt,
        ],
      );
    },
  };
}
