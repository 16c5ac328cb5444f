import type { Principal } from "#access";
import { signLine, valuesToKeep, type Batch, type CaseWork } from "#cases";
import { instantFromMillis, millisOf, problem } from "#kernel";
import type { StoreContext } from "#registers";
import {
  claimBatch,
  DatabaseAway,
  endBatch,
  nextLine,
  releaseBatch,
  settleLine,
  systemContext,
  type DueLine,
  type Store,
} from "#store";

/** What running batches stands on. `principalOf` looks the person up anew: rights may have changed since the preview. */
export type BatchRunning = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly principalOf: (account: string) => Promise<Principal | undefined>;
  readonly onFault: (batch: string, fault: unknown) => void;
  /** A batch has come to its end. */
  readonly ended: (batch: string) => Promise<void>;
};

/** So many lines before another chore of the worker, or the end of the process, has its turn. */
const LINES_A_ROUND = 10;
const LEASE_MS = 30_000;
/** A line that breaks off so often is told as a fault, and the others go on. */
const MOST_FAULTS = 3;

/**
 * Does lines of the batch that has waited longest, one by one and each in its case's own transaction; answers whether
 * there may be more. Killed at any moment it goes on with the next line that is not settled: one that was done and
 * not yet marked answers as it did before (its idempotency key), and is marked then.
 */
export async function runBatches(running: BatchRunning): Promise<boolean> {
  const { store, work } = running;
  const context = systemContext(work.pack.code);
  const now = work.now();
  const batch = await claimBatch(store, context, { now, until: leaseFrom(work) });
  if (batch === undefined) return false;
  try {
    for (let count = 0; count < LINES_A_ROUND; count += 1)
      if (!(await runNext(running, context, batch))) return true;
    return true;
  } finally {
    await releaseBatch(store, context, batch.id);
  }
}

const leaseFrom = (work: CaseWork) => instantFromMillis(millisOf(work.now()) + LEASE_MS);

/** Answers whether the batch goes on. */
async function runNext(running: BatchRunning, context: StoreContext, batch: Batch): Promise<boolean> {
  const { store, work } = running;
  const { status, line } = await nextLine(store, context, batch.id, leaseFrom(work));
  if (status !== "running" && status !== "stopping") return false;
  if (status === "stopping" || line === undefined) {
    const whole = line === undefined && batch.startedAt !== null;
    const end = { status: whole ? "done" : "stopped", at: work.now() } as const;
    await endBatch(store, context, batch.id, { ...end, values: valuesToKeep(work, batch) });
    await running.ended(batch.id);
    return false;
  }
  await settleLine(
    store,
    context,
    { batch: batch.id, place: line.place },
    await cameOf(running, batch, line),
  );
  return true;
}

async function cameOf({ work, principalOf, onFault }: BatchRunning, batch: Batch, line: DueLine) {
  try {
    const principal = await principalOf(batch.account);
    if (principal === undefined) return { refused: problem("ACCOUNT_DISABLED") };
    const done = await signLine(work, principal, batch, line);
    return done.ok ? ({ done: true } as const) : { refused: done.error };
  } catch (fault) {
    // That is no fault of the line: it is taken again when the database is back.
    if (fault instanceof DatabaseAway) throw fault;
    onFault(batch.id, fault);
    return line.faults + 1 < MOST_FAULTS
      ? ({ fault: true } as const)
      : { refused: problem("UNEXPECTED_FAULT") };
  }
}
