import type { CaseTransaction, FusionTransaction, NotOneEvent } from "#cases";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";

/** Asks as the system within a person's transaction. */
type AsSystem = <Value>(sql: Sql, context: StoreContext, ask: () => Promise<Value>) => Promise<Value>;

/** What merging cases asks and keeps, inside a transaction. */
export function fusionOn(
  sql: Sql,
  context: StoreContext,
  {
    asSystem,
    findCase,
  }: {
    readonly asSystem: AsSystem;
    readonly findCase: CaseTransaction["findCase"];
  },
): FusionTransaction & Pick<CaseTransaction, "holdCase"> {
  const { district } = context;
  const system = <Value>(ask: () => Promise<Value>): Promise<Value> => asSystem(sql, context, ask);
  return {
    holdCase: async (caseNo) => {
      // A step changes its case's row, so that it waits here for us, or we for it.
      await system(() =>
        sql.query("select 1 from case_file where id = $2 and district = $1 for share", [district, caseNo]),
      );
      return findCase(caseNo);
    },
    countMergedInto: async (caseNo) => {
      const [row] = await system(() =>
        sql.query<{ many: number }>(
          `select count(*)::integer as many from case_file
            where district = $1 and merged_into = $2 and closed_at is null`,
          [district, caseNo],
        ),
      );
      return row?.many ?? 0;
    },
    forgetTasks: async (caseNo, tasks) => {
      await system(() =>
        sql.query(
          `delete from task where district = $1 and case_id = $2 and id = any ($3) and status = 'cancelled'`,
          [district, caseNo, tasks],
        ),
      );
    },
    keepNotOneEvent: async (said) => {
      await system(() => keepNotOneEvent(sql, district, said));
    },
  };
}

/** Keeps that two cases are not one event, the lesser number first. */
async function keepNotOneEvent(
  sql: Sql,
  district: string,
  { caseNos, at, account, how }: NotOneEvent,
): Promise<void> {
  const [one, other] = caseNos.toSorted();
  await sql.query(
    `insert into not_one_event (district, one, other, at, account, how) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [district, one, other, at, account, how],
  );
}
