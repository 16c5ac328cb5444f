import { problem, type Problem, type ProblemCode } from "#kernel";

/** A policy's answer. A refusal carries the sentence people are shown. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly problem: Problem };

export const allowed: Decision = { allowed: true };

/** A refusal with a code of the catalogue. */
export function refused(
  code: ProblemCode,
  parameters: Readonly<Record<string, string | number>> = {},
): { readonly allowed: false; readonly problem: Problem } {
  return { allowed: false, problem: problem(code, parameters) };
}
