import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

export type DueTimer = {
  readonly district: string;
  readonly caseId: string;
  readonly id: string;
  readonly element: string;
  readonly dueAt: Instant;
};

/**
 * Timers whose moment has come, in their order. Firing one is a step of its case, so of two workers that
 * fire it the case's version lets one through.
 */
export async function dueTimers(
  store: Store,
  context: StoreContext,
  now: Instant,
  limit: number,
): Promise<readonly DueTimer[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<DueTimer & Row>(
      `select district, case_id as "caseId", id, element, due_at as "dueAt" from timer
        where (district = $1 or $1 = '*') and due_at <= $2 order by due_at, case_id, id limit $3`,
      [context.district, now, limit],
    ),
  );
}

/** When the next timer fires, for a worker that sleeps until then. */
export async function nextTimerAt(store: Store, context: StoreContext): Promise<Instant | null> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.query<{ at: Instant | null }>("select min(due_at) as at from timer where district = $1 or $1 = '*'", [
      context.district,
    ]),
  );
  return row?.at ?? null;
}
