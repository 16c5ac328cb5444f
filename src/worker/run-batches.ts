import type { Principal } from "#access";
import { signLine, valuesToKeep, type Batch, type BatchLine, type CaseWork } from "#cases";
import { err, problem } from "#kernel";
import { BATCHES, endBatch, systemContext, type Store } from "#store";
import { runLines } from "./run-lines.ts";

/** What doing lines stands on. `principalOf` looks the person up anew: rights may have changed since the preview. */
export type LinesRunning = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly principalOf: (account: string) => Promise<Principal | undefined>;
  readonly onFault: (order: string, fault: unknown) => void;
};

type BatchRunning = LinesRunning & {
  /** A batch has come to its end. */
  readonly ended: (batch: string) => Promise<void>;
};

/**
 * Does lines of the batch that has waited longest, each in its case's own transaction; answers whether there may be
 * more. A line that was done and not yet marked answers as it did before (its idempotency key).
 */
export function runBatches(running: BatchRunning): Promise<boolean> {
  const { store, work, principalOf, onFault, ended } = running;
  const context = systemContext(work.pack.code);
  return runLines<Batch, BatchLine>({
    store,
    context,
    run: BATCHES,
    now: work.now,
    work: async (batch, line) => {
      const principal = await principalOf(batch.account);
      return principal === undefined
        ? err(problem("ACCOUNT_DISABLED"))
        : signLine(work, principal, batch, line);
    },
    end: async (batch, status) => {
      // A preview that is given up was never begun.
      const end = { status: batch.startedAt === null ? ("stopped" as const) : status, at: work.now() };
      await endBatch(store, context, batch.id, { ...end, values: valuesToKeep(work, batch) });
      await ended(batch.id);
    },
    onFault,
  });
}
