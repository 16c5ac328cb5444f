import { rateAgain, rateCase, type StoredCase } from "#cases";
import {
  LookUpAnswer,
  LookUpRequest,
  RateAgainByCodeRequest,
  RateByCodeRequest,
  RatingAnswer,
} from "#contract";
import { err, ok, parseCaseNumber, problem, type Problem, type Result } from "#kernel";
import { findCaseByNo, findQueryCodeIssue, systemContext } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { equalSecrets, noteAttempt, normalAddress } from "../sign-in/index.ts";
import { lookUpAnswer } from "../views/look-up-answer.ts";
import { ratingAnswer } from "../views/rating-answer.ts";

/**
 * How often a code may be guessed at within a quarter of an hour: with 40 bits, 30 guesses at a number in every
 * quarter of an hour take millions of years on average.
 */
const LIMITS = {
  perAccountAndAddress: 5,
  perAddress: 20,
  perAccount: 30,
  windowMinutes: 15,
  lockedAs: "LOOKUP_LOCKED",
} as const;

type Asked = { readonly caseNo: string; readonly code: string };

/** 办件查询 without sign-in, by number and query code; and rating the case by the same. */
export function registerLookUpRoutes(app: App, platform: Platform): void {
  const { work } = platform;

  app.post(
    "/api/public/case",
    { schema: { body: LookUpRequest, response: { 200: LookUpAnswer } } },
    async (request, reply) => {
      const found = await lookUp(platform, request, request.body);
      if (!found.ok) return sendProblem(reply, found.error);
      return reply.send(await lookUpAnswer(platform, found.value));
    },
  );

  app.post(
    "/api/public/case/rating",
    { schema: { body: RateByCodeRequest, response: { 200: RatingAnswer } } },
    async (request, reply) => {
      const found = await findRated(platform, request, request.body);
      if (!found.ok) return sendProblem(reply, found.error);
      const rated = await rateCase(work, { account: null }, found.value.head.caseNo, request.body);
      if (!rated.ok) return sendProblem(reply, rated.error);
      platform.changed();
      return reply.send(await ratingAnswer(platform, found.value));
    },
  );

  app.post(
    "/api/public/case/rating/again",
    { schema: { body: RateAgainByCodeRequest, response: { 200: RatingAnswer } } },
    async (request, reply) => {
      const found = await findRated(platform, request, request.body);
      if (!found.ok) return sendProblem(reply, found.error);
      const rated = await rateAgain(work, { account: null }, found.value.head.caseNo, request.body);
      if (!rated.ok) return sendProblem(reply, rated.error);
      platform.changed();
      return reply.send(await ratingAnswer(platform, found.value));
    },
  );
}

/** Whoever works here rates nothing: a clerk who saw the receipt could else praise himself. */
async function findRated(
  platform: Platform,
  request: FastifyRequest,
  asked: Asked,
): Promise<Result<StoredCase, Problem>> {
  if (request.principal?.account.kind === "staff") return err(problem("RATING_NOT_YOURS"));
  return lookUp(platform, request, asked);
}

/**
 * The case of a number and its query code as it was given last. A number that is nobody's and a wrong code are refused in the same words
 * and after the same work; each counts towards the lock of the number and of the address.
 * Errors: CASE_NUMBER_INVALID, LOOKUP_WRONG, LOOKUP_LOCKED.
 */
export async function lookUp(
  platform: Platform,
  request: FastifyRequest,
  asked: Asked,
): Promise<Result<StoredCase, Problem>> {
  const caseNo = asked.caseNo.replaceAll(/[\s-]/g, "");
  const number = parseCaseNumber(caseNo);
  if (!number.ok) return number;
  const { store: people } = platform.signIn;
  // Apart from failed sign-ins: who mistypes a code is not kept from signing in.
  const attempt = {
    login: `query ${caseNo}`,
    address: `query ${normalAddress(request.ip)}`,
    at: platform.now(),
  };
  const locked = await noteAttempt(people, LIMITS, attempt);
  if (locked !== undefined) return err(locked);
  const system = systemContext(platform.work.pack.code);
  const stored = await findCaseByNo(platform.store, system, caseNo);
  const issue = await findQueryCodeIssue(platform.store, system, caseNo);
  const right = equalSecrets(asWritten(asked.code), platform.queryCodeOf(caseNo, issue));
  if (stored === undefined || !right) return err(problem("LOOKUP_WRONG"));
  await people.clearFailures({ login: attempt.login, address: attempt.address });
  return ok(stored);
}

/** As people type it: capitals or not, spaces, and the letters that look like figures (Crockford). */
const asWritten = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
