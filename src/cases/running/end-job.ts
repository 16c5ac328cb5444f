import {
  err,
  hashOf,
  instantFromMillis,
  millisOf,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { reachCase, systemOf } from "./reach-case.ts";

/** How a worker ends a job that it holds. */
export type JobEnd =
  | { readonly how: "complete"; readonly variables: JsonObject }
  | {
      readonly how: "fail";
      /** Tries that are left; with none a person has to resolve it. */
      readonly retries: number;
      readonly message: string;
      /** When to try again; where it does not say, the pause doubles with every failure. */
      readonly retryAt?: Instant;
    }
  | { readonly how: "throw"; readonly code: string; readonly variables: JsonObject };

/** The job that is ended: whose case, which job and by which lease. */
export type HeldJob = {
  readonly caseNo: string;
  readonly job: string;
  readonly lease: string;
  /** Who does the job, for the ledger. */
  readonly worker: string;
};

/**
 * Ends a job under its lease, in one transaction with looking that the lease still holds. Errors: JOB_LEASE_LOST,
 * CASE_UNKNOWN, those of the engine and the store.
 */
export async function endJob(work: CaseWork, held: HeldJob, end: JobEnd): Promise<Result<boolean, Problem>> {
  const { caseNo, job, lease } = held;
  const actor = { kind: "system", name: held.worker } as const;
  const what = { ...(await happening(work, held, end)), job, actor };
  const ended = await reachCase(work, caseNo, what, (transaction) =>
    transaction.holdsJob(caseNo, job, lease),
  );
  return ended.ok && !ended.value ? err(problem("JOB_LEASE_LOST", { job })) : ended;
}

async function happening(work: CaseWork, held: HeldJob, end: JobEnd) {
  switch (end.how) {
    case "complete":
      return { kind: "completeJob", variables: end.variables } as const;
    case "fail": {
      const { retries, message } = end;
      const retryAt = end.retryAt ?? (retries > 0 ? await pausedUntil(work, held) : work.now());
      return { kind: "failJob", retries, message, retryAt } as const;
    }
    case "throw":
      return { kind: "throwError", code: end.code, variables: end.variables } as const;
  }
}

/** No pause is longer than an hour. */
const LONGEST_MS = 3_600_000;

/**
 * After the first failure 2 seconds, then 4, 8 … whatever number of tries is left, and up to a quarter more, by which
 * many jobs that failed at once do not all come back at once; always the same for one failure of one job.
 */
async function pausedUntil(work: CaseWork, { caseNo, job }: HeldJob): Promise<Instant> {
  const [stored] = await work.store.findCases(systemOf(work), [caseNo]);
  const wait = stored?.state.instances[job]?.wait;
  const failures = (wait?.kind === "job" ? (wait.failures ?? 0) : 0) + 1;
  const spread = Number.parseInt(hashOf({ caseNo, job, failures }).slice(0, 4), 16) / 0xffff / 4;
  const pause = Math.min(2 ** failures * 1000 * (1 + spread), LONGEST_MS);
  return instantFromMillis(millisOf(work.now()) + Math.round(pause));
}
