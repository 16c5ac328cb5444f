import type { CaseTransaction, Mandate } from "#cases";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

const COLUMNS = `id, principal, principal_name as "principalName", agent, agent_name as "agentName", matters,
  from_day as "from", to_day as "to", granted_at as "grantedAt", withdrawn_at as "withdrawnAt"`;

/** The mandates that the reader has granted or holds, as row security lets them see, the latest first. */
export async function listMandates(store: Store, context: StoreContext): Promise<readonly Mandate[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<Mandate & Row>(
      `select ${COLUMNS} from mandate
        where district = $1 and (principal = any ($2) or agent = any ($2))
        order by granted_at desc, id limit 500`,
      [context.district, context.knownAs],
    ),
  );
}

/** What those who are known as the records `known.as_records` hold on the day $3, as a JSON list: neither withdrawn nor run out. */
export const MANDATES_HELD = `coalesce(
  (select jsonb_agg(jsonb_build_object('id', m.id, 'principal', m.principal, 'principalName', m.principal_name,
        'agent', m.agent, 'agentName', m.agent_name, 'matters', m.matters, 'from', m.from_day, 'to', m.to_day,
        'grantedAt', instant_text(m.granted_at), 'withdrawnAt', null) order by m.id)
     from mandate m
    where m.district = $1 and m.agent = any (known.as_records) and m.withdrawn_at is null
      and $3::date between m.from_day and m.to_day), '[]')`;

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
