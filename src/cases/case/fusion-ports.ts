import type { Instant } from "#kernel";

/** That a person said of two cases that they are not one event. */
export type NotOneEvent = {
  readonly caseNos: readonly [string, string];
  readonly at: Instant;
  readonly account: string;
  readonly how: "refused" | "unmerged";
};

/** What merging asks and keeps inside its one transaction. */
export type FusionTransaction = {
  /** How many cases that are not over are merged into one, whoever may see them. */
  countMergedInto(caseNo: string): Promise<number>;
  /** The rows of cancelled tasks go, so that the same tasks may be open again; what was done stays in the ledger. */
  forgetTasks(caseNo: string, tasks: readonly string[]): Promise<void>;
  /** Keeps it; what stands is kept. */
  keepNotOneEvent(said: NotOneEvent): Promise<void>;
};
