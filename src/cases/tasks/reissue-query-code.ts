import { canReissueQueryCode, type Principal } from "#access";
import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { refusedAt } from "../parties/check-applicant.ts";
import { checkShownCard } from "../parties/shown-card.ts";
import type { NumberRead } from "../parties/window-party.ts";
import { systemOf } from "../running/reach-case.ts";

/** A query code asked for anew at a counter, by who shows a card. */
export type QueryCodeAsked = {
  readonly caseNo: string;
  readonly hall: string;
  readonly visitor: { readonly name: string; readonly idNo: string; readonly read: NumberRead };
  readonly letterSeen: boolean;
  /** The same key sent twice gives the same code. */
  readonly idempotencyKey: string;
};

/** The number of a case's code; the code itself is reckoned from it where it is shown. */
export type QueryCodeGiven = { readonly issue: number; readonly at: Instant };

/**
 * Gives a case's query code (查询码) anew to who shows the card of its applicant, of who represents it by law, or of an
 * agent with a letter; the former code opens nothing from then on. Errors: HALL_UNKNOWN, CASE_UNKNOWN,
 * QUERY_CODE_BY_ACCOUNT (whoever applied by an account alone finds it there), those of canReissueQueryCode and of the
 * number, QUERY_CODE_LETTER_UNSEEN, IDEMPOTENCY_KEY_REUSED.
 */
export async function reissueQueryCode(
  work: CaseWork,
  principal: Principal,
  asked: QueryCodeAsked,
): Promise<Result<QueryCodeGiven, Problem>> {
  const { caseNo, idempotencyKey, visitor, letterSeen } = asked;
  const at = work.now();
  const hall = work.pack.halls.get(asked.hall);
  if (hall === undefined) return err(problem("HALL_UNKNOWN", { hall: asked.hall }));
  const [stored] = await work.store.findCases(systemOf(work), [caseNo]);
  if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const integrated = work.pack.matters.get(stored.head.matter)?.window.integrated ?? false;
  const decision = canReissueQueryCode(principal, stored.head, integrated ? hall.organ : null);
  if (!decision.allowed) return err(decision.problem);
  // A name alone is no proof: an account has its code under its own sign-in.
  if (stored.head.inNameOf === null) return err(problem("QUERY_CODE_BY_ACCOUNT"));
  const card = await checkShownCard(
    work,
    stored,
    { ...visitor, letterSeen },
    { where: "visitor/idNo", unseen: refusedAt("letterSeen", problem("QUERY_CODE_LETTER_UNSEEN")) },
  );
  if (!card.ok) return card;
  const organ = decision.as?.organ ?? hall.organ;
  return work.store.transact(systemOf(work), async (transaction) => {
    const { account } = principal;
    const said = { act: "queryCode", caseNo, hall: hall.id, visitor, letterSeen } as unknown as JsonObject;
    const before = await transaction.rememberRequest(idempotencyKey, account.id, said);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value as unknown as QueryCodeGiven);
    const issue = await transaction.keepQueryCode({
      caseNo,
      at,
      hall: hall.id,
      organ,
      account: account.id,
      read: visitor.read,
      byAgent: card.value,
    });
    await transaction.keepAnswer(idempotencyKey, account.id, { issue, at });
    return ok({ issue, at });
  });
}
