import { judgePatrol } from "#district";
import { ok, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The job type that says whether a patrol counts, by its track: nobody enters that by hand. */
export const JUDGE_TRACK = "judge-track";

/** Answers `patrol`, the verdict on the track that the element maps in (judgePatrol). */
export async function judgeTrackJob(
  _work: CaseWork,
  _transaction: CaseTransaction,
  { job }: JobCall,
): Promise<Result<JobResult, Problem>> {
  return ok({ variables: judgePatrol(job.variables), documents: [], outbox: [], records: [], personal: [] });
}
