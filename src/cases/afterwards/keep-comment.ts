import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import { createRecord } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** The register of what reporters said after their report, as other systems sent it on. */
const COMMENTS = "request-comments";

/** What a reporter said after the report. */
export type Comment = {
  /** What the system that sends it on calls it, unique within the case. */
  readonly key: string;
  /** What it did to the case: nothing, answered what was asked, or had it reopened. */
  readonly kind: "comment" | "answered" | "reopened";
  readonly words: string;
  readonly saidAt: Instant;
  /** The system that sends it on, by its name. */
  readonly sender: string;
  readonly mediaUrl: string | null;
};

/** The number of a comment: the case's and what its sender calls it. */
export const commentNo = ({ head }: Pick<StoredCase, "head">, key: string): string => `${head.caseNo}-${key}`;

/** Whether a comment was kept before. */
export async function isCommentKept(work: CaseWork, stored: StoredCase, key: string): Promise<boolean> {
  const id = work.recordId(COMMENTS, commentNo(stored, key));
  return (await work.findRecord(COMMENTS, id)) !== undefined;
}

/**
 * Keeps what a reporter said, in the ledger and in the case's name; the same key again changes nothing. Errors:
 * REPORT_NOT_TAKEN where the district keeps no such register, STALE_VERSION where the same was kept in this moment.
 */
export function keepComment(
  work: CaseWork,
  stored: StoredCase,
  { key, ...said }: Comment,
): Promise<Result<null, Problem>> {
  return work.store.transact(systemOf(work), async (transaction) => {
    if (!work.pack.registers.has(COMMENTS)) return err(problem("REPORT_NOT_TAKEN"));
    const comment = commentNo(stored, key);
    const id = work.recordId(COMMENTS, comment);
    if ((await transaction.findRecord(COMMENTS, id)) !== undefined) return ok(null);
    const { caseNo, organ, division } = stored.head;
    const { mediaUrl, ...told } = said;
    const data: JsonObject = {
      comment,
      caseNo,
      division,
      ...told,
      ...(mediaUrl === null ? {} : { mediaUrl }),
    };
    const change = createRecord({
      register: COMMENTS,
      id,
      organ,
      division,
      holder: holderOf(stored.head),
      status: "recorded",
      data,
      at: work.now(),
      actor: { kind: "system", name: "open311" },
      origin: { caseNo },
    });
    const kept = await keepChanges(transaction, change);
    return kept.ok ? ok(null) : kept;
  });
}
