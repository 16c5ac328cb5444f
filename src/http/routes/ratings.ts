import { type Static, Type } from "typebox";
import { canRateCase, canReadRatingWords, canSeeRatings, canSeeRecord, storeContextOf } from "#access";
import { rateAgain, rateCase, type StoredCase } from "#cases";
import {
  QueryCodeAnswer,
  RateAgainRequest,
  RateRequest,
  RatingAnswer,
  RatingDetail,
  RatingPage,
  RatingTally,
} from "#contract";
import { RATING_REGISTER } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findRecord, listRatings, systemContext, tallyRatings } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { queryCodeNow } from "../views/query-code-answer.ts";
import { ratingAnswer, ratingDetail, ratingLine, ratingTally } from "../views/rating-answer.ts";
import { findSeenCase } from "./seen-case.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
const IdPath = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Query = Type.Object({
  bad: Type.Optional(Type.Boolean()),
  organ: Type.Optional(Type.String({ maxLength: 60 })),
  ...Paging,
});

/** 好差评: rating one's own case, the organs' lists, and what the public is told of a matter. */
export function registerRatingRoutes(app: App, platform: Platform): void {
  registerOwnRatings(app, platform);
  registerRatingLists(app, platform);
}

/** The signed-in party of a case that it may rate. Errors: SIGN_IN_REQUIRED, CASE_UNKNOWN, RATING_NOT_YOURS. */
async function findOwnCase(
  platform: Platform,
  request: FastifyRequest,
  caseNo: string,
): Promise<Result<{ readonly stored: StoredCase; readonly account: string }, Problem>> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const found = await findSeenCase(platform, principal.value, caseNo);
  if (!found.ok) return found;
  const may = canRateCase(principal.value, found.value.head);
  if (!may.allowed) return err(may.problem);
  return ok({ stored: found.value, account: principal.value.account.id });
}

function registerOwnRatings(app: App, platform: Platform): void {
  const { work } = platform;

  app.get(
    "/api/cases/:caseNo/rating",
    { schema: { params: CasePath, response: { 200: RatingAnswer } } },
    async (request, reply) => {
      const own = await findOwnCase(platform, request, request.params.caseNo);
      if (!own.ok) return sendProblem(reply, own.error);
      return reply.send(await ratingAnswer(platform, own.value.stored));
    },
  );

  app.post(
    "/api/cases/:caseNo/rating",
    { schema: { params: CasePath, body: RateRequest, response: { 200: RatingAnswer } } },
    async (request, reply) => {
      const own = await findOwnCase(platform, request, request.params.caseNo);
      if (!own.ok) return sendProblem(reply, own.error);
      const { stored, account } = own.value;
      const rated = await rateCase(work, { account }, stored.head.caseNo, request.body);
      if (!rated.ok) return sendProblem(reply, rated.error);
      platform.changed();
      return reply.send(await ratingAnswer(platform, stored));
    },
  );

  app.post(
    "/api/cases/:caseNo/rating/again",
    { schema: { params: CasePath, body: RateAgainRequest, response: { 200: RatingAnswer } } },
    async (request, reply) => {
      const own = await findOwnCase(platform, request, request.params.caseNo);
      if (!own.ok) return sendProblem(reply, own.error);
      const { stored, account } = own.value;
      const rated = await rateAgain(work, { account }, stored.head.caseNo, request.body);
      if (!rated.ok) return sendProblem(reply, rated.error);
      platform.changed();
      return reply.send(await ratingAnswer(platform, stored));
    },
  );

  app.get(
    "/api/cases/:caseNo/query-code",
    { schema: { params: CasePath, response: { 200: QueryCodeAnswer } } },
    async (request, reply) => {
      const own = await findOwnCase(platform, request, request.params.caseNo);
      if (!own.ok) return sendProblem(reply, own.error);
      const { caseNo } = own.value.stored.head;
      return reply.send(await queryCodeNow(platform, caseNo));
    },
  );
}

function registerRatingLists(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;

  app.get(
    "/api/desk/ratings",
    { schema: { querystring: Query, response: { 200: RatingPage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canSeeRatings(principal.value);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const { bad, organ, cursor } = request.query;
      const page = await listRatings(store, storeContextOf(principal.value, pack.code), {
        ...leafOf(cursor),
        ...(bad === undefined ? {} : { bad }),
        ...(organ === undefined ? {} : { organ }),
      });
      const items = page.items.map((record) => ratingLine(pack, record));
      return reply.send({ items, next: page.next } as Static<typeof RatingPage>);
    },
  );

  app.get(
    "/api/desk/ratings/:id",
    { schema: { params: IdPath, response: { 200: RatingDetail } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const record = await findRecord(store, context, RATING_REGISTER, request.params.id);
      if (record === undefined || !canSeeRecord(principal.value, record).allowed)
        return sendProblem(reply, problem("RATING_UNKNOWN"));
      const readable = canReadRatingWords(principal.value, record).allowed;
      return reply.send(await ratingDetail(platform, record, readable));
    },
  );

  app.get(
    "/api/matters/:id/ratings",
    { schema: { params: IdPath, response: { 200: RatingTally } } },
    async (request, reply) => {
      const matter = pack.matters.get(request.params.id);
      if (matter === undefined)
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
      return send(reply, ok(ratingTally(await tallyRatings(store, systemContext(pack.code), matter.id))));
    },
  );
}
