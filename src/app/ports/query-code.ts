import { createHmac } from "node:crypto";

/** Crockford's alphabet: nothing that is read for something else. 32 signs are five bits each. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/**
 * The query code (查询码) of a case: 40 bits that nobody can tell without the installation's secret, and that need not
 * be kept. `issue` counts how often it was given anew; each number has a code of its own. Guessing is held up by the
 * look-up's lockout.
 */
export function queryCodeOf(caseNo: string, issue: number, secret: string): string {
  const named = issue === 0 ? caseNo : `${caseNo} ${issue}`;
  const bytes = createHmac("sha256", secret).update(`query-code ${named}`).digest();
  return [...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join("");
}
