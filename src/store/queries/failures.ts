import type { Instant, Problem } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

export type FailureRow = {
  readonly caseId: string;
  readonly id: string;
  readonly element: string;
  readonly organ: string;
  readonly raisedAt: Instant;
  readonly problem: Problem;
};

/** What waits for a person to resolve it, the oldest first; of one case or of all. */
export async function listFailures(
  store: Store,
  context: StoreContext,
  options: { readonly caseId?: string; readonly limit?: number } = {},
): Promise<readonly FailureRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<FailureRow & Row>(
      `select case_id as "caseId", id, element, organ, raised_at as "raisedAt", problem from failure
        where district = $1 and ($2::text is null or case_id = $2) order by raised_at, case_id, id limit $3`,
      [context.district, options.caseId ?? null, options.limit ?? 200],
    ),
  );
}
