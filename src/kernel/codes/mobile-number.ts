import { problem, type Problem } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";

/**
 * Reads a mainland mobile number; spaces, hyphens and a leading +86 or 0086 are dropped.
 * Answers 11 digits. Errors: MOBILE_NUMBER_INVALID.
 */
export function parseMobileNumber(text: string): Result<string, Problem> {
  const digits = text.replaceAll(/[\s-]/g, "").replace(/^(?:\+|00)86/, "");
  return /^1[3-9]\d{9}$/.test(digits) ? ok(digits) : err(problem("MOBILE_NUMBER_INVALID"));
}
