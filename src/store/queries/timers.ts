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
 * Takes timers whose moment has come, the earliest first; those that another server has taken are passed over.
 * Firing one is a step of its case, which also takes the timer away, so the case's version lets only one through.
 */
export async function takeDueTimers(
  store: Store,
  context: StoreContext,
  now: Instant,
  taking: { readonly limit: number; readonly until: Instant },
): Promise<readonly DueTimer[]> {
  const taken = await withContext(store.database, context, (sql) =>
    sql.last<DueTimer & Row>(
      `with due as (
         select district, case_id, id from timer
          where (district = $1 or $1 = '*') and due_at <= $2 and (claimed_until is null or claimed_until <= $2)
          order by due_at limit $3 for update skip locked)
       update timer t set claimed_until = $4, claimed_by = $5
         from due where t.district = due.district and t.case_id = due.case_id and t.id = due.id
       returning t.district, t.case_id as "caseId", t.id, t.element, t.due_at as "dueAt"`,
      [context.district, now, taking.limit, taking.until, store.server],
    ),
  );
  const place = ({ dueAt, caseId, id }: DueTimer): string => `${dueAt} ${caseId} ${id}`;
  return taken.toSorted((left, right) => (place(left) < place(right) ? -1 : 1));
}

/** When the next timer fires, for a worker that sleeps until then. */
export async function nextTimerAt(store: Store, context: StoreContext): Promise<Instant | null> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ at: Instant | null }>("select min(due_at) as at from timer where district = $1 or $1 = '*'", [
      context.district,
    ]),
  );
  return row?.at ?? null;
}
