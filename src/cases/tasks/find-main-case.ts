import { feelValue, stateName, type Matter } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";

/** Of cases merged into merged cases no more are followed; a longer chain is none that a person made. */
const LONGEST_CHAIN = 50;

/** The case that one is merged into at this moment, or null; it stays so when both are over. */
export const mergedIntoOf = ({ head }: Pick<StoredCase, "head">): string | null => {
  const { mergedInto } = head.facts;
  return typeof mergedInto === "string" ? mergedInto : null;
};

/**
 * The case that another may be merged into: the one of this number, or where that is merged itself, the one at the
 * root. It stays as it is found until the transaction ends, so that its closing and the merge do not miss one another.
 * Errors: MERGE_NOT_OFFERED, MERGE_INTO_ITSELF, MERGE_ALREADY, MERGE_TOO_LATE, MERGE_NEVER, CASE_UNKNOWN,
 * MERGE_OTHER_MATTER, MERGE_CYCLE, MERGE_MAIN_CLOSED.
 */
export async function findMainCase(
  work: CaseWork,
  transaction: Pick<CaseTransaction, "holdCase">,
  { stored, matter }: { readonly stored: StoredCase; readonly matter: Matter },
  into: string,
): Promise<Result<StoredCase, Problem>> {
  const own = refuseMerging(work, stored, matter);
  if (own !== undefined) return err(own);
  if (into === stored.head.caseNo) return err(problem("MERGE_INTO_ITSELF"));
  let caseNo = into;
  for (let hops = 0; hops < LONGEST_CHAIN; hops += 1) {
    const found = await transaction.holdCase(caseNo);
    if (found === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
    const next = mergedIntoOf(found);
    if (next === stored.head.caseNo) return err(problem("MERGE_CYCLE", { caseNo: into }));
    if (next === null || found.head.closedAt !== null) return acceptedMain(work, matter, found);
    caseNo = next;
  }
  throw new Error(`the cases that ${into} is merged into have no end`);
}

/** Why a case is not merged into any other as it stands; also asked by its page. */
export function refuseMerging(
  work: Pick<CaseWork, "pack" | "now">,
  { head, state }: StoredCase,
  { fusion }: Pick<Matter, "fusion">,
): Problem | undefined {
  if (fusion === null) return problem("MERGE_NOT_OFFERED");
  const into = mergedIntoOf({ head });
  if (into !== null) return problem("MERGE_ALREADY", { caseNo: into });
  if (head.closedAt !== null || !fusion.from.includes(head.state ?? ""))
    return problem("MERGE_TOO_LATE", stateWords(work, head));
  const { never } = fusion;
  if (never !== null && feelValue(never.holds, state.variables, work.now()) === true)
    return problem("MERGE_NEVER", { why: never.words.zh, whyEn: never.words.en });
  return undefined;
}

function acceptedMain(work: CaseWork, matter: Matter, found: StoredCase): Result<StoredCase, Problem> {
  const { head } = found;
  if (head.matter !== matter.id) return err(problem("MERGE_OTHER_MATTER", { caseNo: head.caseNo }));
  if (head.closedAt === null && matter.fusion?.into.includes(head.state ?? "") === true) return ok(found);
  return err(problem("MERGE_MAIN_CLOSED", { caseNo: head.caseNo, ...stateWords(work, head) }));
}

function stateWords(work: Pick<CaseWork, "pack">, head: StoredCase["head"]): Words {
  const { zh, en } = stateName(work.pack, head.matter, head.state);
  return { state: zh, stateEn: en };
}

type Words = { readonly state: string; readonly stateEn: string };
