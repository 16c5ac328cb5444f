import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { drawOf } from "../case/draw.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The job type that draws by lot whether a case is among a share that is looked at. */
export const DRAW = "draw";

/**
 * Draws by lot (inputs `of`, the text that is drawn by, and `percent`): answers `drawn`, `lot` and `below`, which anybody
 * can reckon again from the text. Errors: JOB_DEFINITION_MISSING.
 */
export async function drawByLot(
  _work: CaseWork,
  _transaction: CaseTransaction,
  { job, matter }: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { of, percent } = job.variables;
  if (typeof of !== "string" || typeof percent !== "number" || percent < 0 || percent > 100)
    return err(problem("JOB_DEFINITION_MISSING", { matter: matter.id, element: job.element, what: "draw" }));
  return ok({ variables: { ...drawOf(of, percent) }, documents: [], outbox: [], records: [], personal: [] });
}
