import { instantFromMillis, millisOf, problem, type Instant, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import {
  claimOrder,
  DatabaseAway,
  nextOf,
  releaseOrder,
  settleLineOf,
  type Came,
  type Due,
  type LineRun,
  type Store,
} from "#store";

type Order = { readonly id: string };
type Line = { readonly place: number };

/** Orders that are done line by line, each line for itself. */
export type LineWork<AnOrder extends Order, ALine extends Line> = {
  readonly store: Store;
  readonly context: StoreContext;
  readonly run: LineRun;
  readonly now: () => Instant;
  /** Does one line; done again after an interruption it must come to the same. */
  readonly work: (order: AnOrder, line: ALine) => Promise<Result<unknown, Problem>>;
  /** Whether the order is done as a whole, or was stopped before. */
  readonly end: (order: AnOrder, status: "done" | "stopped") => Promise<void>;
  readonly onFault: (order: string, fault: unknown) => void;
};

/** So many lines before another chore of the worker, or the end of the process, has its turn. */
const LINES_A_ROUND = 10;
const LEASE_MS = 30_000;
/** A line that breaks off so often is told as a fault, and the others go on. */
const MOST_FAULTS = 3;

/**
 * Does lines of the order that has waited longest, one by one; answers whether there may be more. Killed at any moment
 * it goes on with the next line that is not settled: one that was done and not yet marked is done again, comes to the
 * same, and is marked then.
 */
export async function runLines<AnOrder extends Order, ALine extends Line>(
  lines: LineWork<AnOrder, ALine>,
): Promise<boolean> {
  const { store, context, run, now } = lines;
  const order = await claimOrder<AnOrder>(store, context, run, { now: now(), until: leaseFrom(now()) });
  if (order === undefined) return false;
  try {
    for (let count = 0; count < LINES_A_ROUND; count += 1) if (!(await runNext(lines, order))) return true;
    return true;
  } finally {
    await releaseOrder(store, context, run, order.id);
  }
}

const leaseFrom = (now: Instant): Instant => instantFromMillis(millisOf(now) + LEASE_MS);

/** Answers whether the order goes on. */
async function runNext<AnOrder extends Order, ALine extends Line>(
  lines: LineWork<AnOrder, ALine>,
  order: AnOrder,
): Promise<boolean> {
  const { store, context, run, now } = lines;
  const { status, line } = await nextOf<string, ALine>(store, context, run, order.id, leaseFrom(now()));
  if (status !== "running" && status !== "stopping") return false;
  if (status === "stopping" || line === undefined) {
    await lines.end(order, line === undefined ? "done" : "stopped");
    return false;
  }
  const place = { order: order.id, place: line.place };
  await settleLineOf(store, context, run, place, await cameOf(lines, order, line));
  return true;
}

async function cameOf<AnOrder extends Order, ALine extends Line>(
  { work, onFault }: LineWork<AnOrder, ALine>,
  order: AnOrder,
  line: Due<ALine>,
): Promise<Came> {
  try {
    const done = await work(order, line);
    return done.ok ? { done: true } : { refused: done.error };
  } catch (fault) {
    // That is no fault of the line: it is taken again when the database is back.
    if (fault instanceof DatabaseAway) throw fault;
    onFault(order.id, fault);
    return line.faults + 1 < MOST_FAULTS ? { fault: true } : { refused: problem("UNEXPECTED_FAULT") };
  }
}
