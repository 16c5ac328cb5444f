import type { MachineDecision } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

const COLUMNS = `case_no as "caseNo", matter, rules, at, granted, sampled, input, facts, conditions`;

/** What a rule decided on a case, if the reader may see the case. */
export async function findMachineDecision(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<MachineDecision | undefined> {
  return withContext(store.database, context, async (sql) => {
    const [row] = await sql.query<MachineDecision & Row>(
      `select ${COLUMNS} from machine_decision where district = $1 and case_no = $2`,
      [context.district, caseNo],
    );
    return row;
  });
}

/** What rules decided of a matter from one moment to before another, in order from behind one (`after`). */
export async function listMachineDecisions(
  store: Store,
  context: StoreContext,
  of: {
    readonly matter: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly after: { readonly at: Instant; readonly caseNo: string } | null;
    readonly most: number;
  },
): Promise<readonly MachineDecision[]> {
  const { matter, from, to, after, most } = of;
  return withContext(store.database, context, (sql) =>
    sql.last<MachineDecision & Row>(
      `select ${COLUMNS} from machine_decision
        where district = $1 and matter = $2 and at >= $3 and at < $4
          and (at, case_no) > ($5::timestamptz, $6)
        order by at, case_no limit $7`,
      [context.district, matter, from, to, after?.at ?? from, after?.caseNo ?? "", most],
    ),
  );
}
