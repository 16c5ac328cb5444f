import { problem, type Problem } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGAN_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ORGAN_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads a unified social credit code (GB 32100-2015): 18 characters without I, O, S, V, Z; the last is
 * checked. With `organisationCode` the nine inner characters are checked by GB 11714 too; this is off by
 * default, since codes in use (and the demo's) do not always keep it. Errors: CREDIT_CODE_INVALID.
 */
export function parseCreditCode(
  text: string,
  options: { readonly organisationCode: boolean } = { organisationCode: false },
): Result<string, Problem> {
  const code = text.replaceAll(/\s/g, "").toUpperCase();
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(code)) {
    return refuse(
      "应为18位数字和大写字母，不含 I、O、S、V、Z",
      "it must have 18 digits or capitals without I, O, S, V, Z",
    );
  }
  if (creditCheck(code) !== code.slice(17)) return refuse("校验位不符", "its check character does not match");
  if (options.organisationCode && organisationCheck(code.slice(8, 16)) !== code.charAt(16)) {
    return refuse(
      "主体标识码校验位不符",
      "the check character of its inner organisation code does not match",
    );
  }
  return ok(code);
}

/** The last character that belongs to the first 17. */
export function creditCheck(code: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * The two characters that end a new credit code, by its first sixteen (department and kind, division, the eight of its
 * organisation code): the check of GB 11714 over those eight, and that of GB 32100 over the seventeen.
 */
export function creditChecks(sixteen: string): string {
  const inner = organisationCheck(sixteen.slice(8));
  return `${inner}${creditCheck(`${sixteen}${inner}`)}`;
}

function organisationCheck(eight: string): string {
  const sum = ORGAN_WEIGHTS.reduce(
    (total, weight, index) => total + weight * ORGAN_ALPHABET.indexOf(eight.charAt(index)),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return "X";
  return check === 11 ? "0" : String(check);
}

const refuse = (reasonZh: string, reasonEn: string): Result<never, Problem> =>
  err(problem("CREDIT_CODE_INVALID", { reasonZh, reasonEn }));
