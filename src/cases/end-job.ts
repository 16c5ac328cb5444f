import { addDuration } from "#process";
import { err, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "./case-work.ts";
import { reachCase } from "./reach-case.ts";

/** How a worker ends a job that it holds. */
export type JobEnd =
  | { readonly how: "complete"; readonly variables: JsonObject }
  | {
      readonly how: "fail";
      /** Tries that are left; with none a person has to resolve it. */
      readonly retries: number;
      readonly message: string;
      /** When to try again; where it does not say, the pause doubles with every try. */
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
  const ended = await reachCase(work, caseNo, { ...happening(work, end), job, actor }, (transaction) =>
    transaction.holdsJob(caseNo, job, lease),
  );
  return ended.ok && !ended.value ? err(problem("JOB_LEASE_LOST", { job })) : ended;
}

function happening(work: CaseWork, end: JobEnd) {
  switch (end.how) {
    case "complete":
      return { kind: "completeJob", variables: end.variables } as const;
    case "fail": {
      const { retries, message, retryAt = pausedUntil(work.now(), end.retries) } = end;
      return { kind: "failJob", retries, message, retryAt } as const;
    }
    case "throw":
      return { kind: "throwError", code: end.code, variables: end.variables } as const;
  }
}

/** The fewer tries are left, the longer the pause: 4, 8, 16 seconds before the third, second and last. */
function pausedUntil(at: Instant, retries: number): Instant {
  return addDuration(at, `PT${2 ** Math.max(1, 5 - retries)}S`) ?? at;
}
