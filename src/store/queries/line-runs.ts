import type { Instant, Problem } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/**
 * Work that the worker does line by line under a lease: a table of orders with `status`, `created_at`, `claimed_until`
 * and `claimed_by`, and one of their lines with `place`, `status`, `problem` and `faults`.
 */
export type LineRun = {
  readonly orders: "batch" | "case_migration";
  readonly lines: "batch_line" | "case_migration_line";
  /** The lines' column that names their order. */
  readonly of: "batch" | "migration";
  readonly orderColumns: string;
  readonly lineColumns: string;
};

/** A line that waits for its turn, with how often it broke off by a fault. */
export type Due<Line> = Line & { readonly faults: number };

/** What became of a line: done, refused with its reason, or broken off by a fault and still to do. */
export type Came = { readonly done: true } | { readonly refused: Problem } | { readonly fault: true };

/** Takes the order that has waited longest, until a moment; whoever dies leaves it to another then. */
export async function claimOrder<Order>(
  store: Store,
  context: StoreContext,
  { orders, orderColumns }: LineRun,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<Order | undefined> {
  const [order] = await withContext(store.database, context, (sql) =>
    sql.last<Order & Row>(
      `update ${orders} set claimed_until = $3, claimed_by = $4
        where district = $1 and id = (
          select id from ${orders} where district = $1 and status in ('running', 'stopping')
             and (claimed_until is null or claimed_until <= $2)
           order by created_at, id limit 1 for update skip locked)
       returning ${orderColumns}`,
      [context.district, now, until, store.server],
    ),
  );
  return order;
}

/** Gives a claimed order back, for whoever comes next. */
export async function releaseOrder(
  store: Store,
  context: StoreContext,
  { orders }: LineRun,
  id: string,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(`update ${orders} set claimed_until = null where district = $1 and id = $2`, [
      context.district,
      id,
    ]),
  );
}

/** The next line to do and the order's status now, the claim made longer; no line where none is left. */
export async function nextOf<Status, Line>(
  store: Store,
  context: StoreContext,
  { orders, lines, of, lineColumns }: LineRun,
  id: string,
  until: Instant,
): Promise<{ readonly status: Status | "stopped"; readonly line: Due<Line> | undefined }> {
  return withContext(store.database, context, async (sql) => {
    const [order] = await sql.query<{ status: Status } & Row>(
      `update ${orders} set claimed_until = $3 where district = $1 and id = $2 returning status`,
      [context.district, id, until],
    );
    const [line] = await sql.query<Due<Line> & Row>(
      `select ${lineColumns}, faults from ${lines}
        where district = $1 and ${of} = $2 and status = 'ready' order by place limit 1`,
      [context.district, id],
    );
    return { status: order?.status ?? "stopped", line };
  });
}

export async function settleLineOf(
  store: Store,
  context: StoreContext,
  { lines, of }: LineRun,
  { order, place }: { readonly order: string; readonly place: number },
  came: Came,
): Promise<void> {
  const [status, problem] =
    "done" in came ? ["done", null] : "refused" in came ? ["refused", came.refused] : ["ready", null];
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update ${lines} set status = $4, problem = $5::jsonb, faults = faults + $6
        where district = $1 and ${of} = $2 and place = $3 and status = 'ready'`,
      [
        context.district,
        order,
        place,
        status,
        problem === null ? null : JSON.stringify(problem),
        "fault" in came ? 1 : 0,
      ],
    ),
  );
}
