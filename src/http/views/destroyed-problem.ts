import type { Destroyed } from "#cases";
import { localDateOf, problem, type Problem } from "#kernel";

/** That a file is read no more since its time was over, and by which list. */
export function destroyedProblem({ at, list, basis }: Destroyed): Problem {
  return problem("FILE_DESTROYED", { on: localDateOf(at), list, basis: basis.zh, basisEn: basis.en });
}
