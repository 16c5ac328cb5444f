import type { FastifyReply, FastifyRequest } from "fastify";
import { storeContextOf, type Principal } from "#access";
import type { CaseDone } from "#cases";
import { CompleteTaskAnswer } from "#contract";
import { problem, type Bilingual, type Problem, type Result } from "#kernel";
import { findCaseByNo } from "#store";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { said } from "../views/said.ts";
import { IdempotencyHeaders } from "./apply.ts";

/** What the requests of all acts on a case have in common: a key, so that sent twice it is done once, and the answer. */
export const ACT = { headers: IdempotencyHeaders, response: { 200: CompleteTaskAnswer } };

/**
 * Answers an act of the signed-in person on a case: what is now true, in words, after what was done (`deed`).
 * Errors: SIGN_IN_REQUIRED, IDEMPOTENCY_KEY_MISSING, those of the act.
 */
export async function answerAct(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (principal: Principal, idempotencyKey: string) => Promise<Result<CaseDone, Problem>>,
  deed: Bilingual = { zh: "", en: "" },
): Promise<void> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return void sendProblem(reply, principal.error);
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return void sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
  const done = await act(principal.value, key);
  if (!done.ok) return void sendProblem(reply, done.error);
  platform.changed();
  const context = storeContextOf(principal.value, platform.work.pack.code);
  const { caseNo, version, stands } = done.value;
  const now = said(platform.work.pack, stands ?? (await findCaseByNo(platform.store, context, caseNo))?.head);
  const words = { zh: `${deed.zh}${now.zh}`, en: deed.en === "" ? now.en : `${deed.en} ${now.en}` };
  void reply.send({ caseNo, version, said: words });
}
