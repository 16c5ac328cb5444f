import { type Static, Type } from "typebox";
import {
  AddressCheckAnswer,
  AddressCheckForm,
  AddressCheckRequest,
  SituationAnswer,
  SituationQuery,
  SituationsAnswer,
} from "#contract";
import { answerSituation, checkAddress, placeInBoth } from "#district";
import { isJsonObject, problem, type JsonObject } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { findPlace } from "../views/find-place.ts";
import { offeringsNow } from "../views/offerings-now.ts";
import { situationAnswer } from "../views/situation-answer.ts";

const SituationPath = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Situational guides (情形引导) and the check of an address: open to all, they keep nothing of what is asked. */
export function registerSituationRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get("/api/situations", { schema: { response: { 200: SituationsAnswer } } }, async () => ({
    items: [...pack.situations.values()].map(({ id, name, note, words }) => ({
      id,
      name,
      note,
      words: [...words],
    })),
  }));

  app.get(
    "/api/situations/:id",
    { schema: { params: SituationPath, querystring: SituationQuery, response: { 200: SituationAnswer } } },
    async (request, reply) => {
      const situation = pack.situations.get(request.params.id);
      if (situation === undefined)
        return sendProblem(reply, problem("SITUATION_UNKNOWN", { situation: request.params.id }));
      const answers = readAnswers(request.query.answers);
      if (answers === undefined) return sendProblem(reply, problem("JSON_MALFORMED"));
      const answer = answerSituation(situation, answers, platform.now());
      if (!answer.ok) return sendProblem(reply, answer.error);
      const offerings = await offeringsNow(platform);
      return reply.send(
        situationAnswer(pack, situation, answer.value, offerings, platform.now()) as Static<
          typeof SituationAnswer
        >,
      );
    },
  );

  app.get(
    "/api/address-check",
    { schema: { response: { 200: AddressCheckForm } } },
    async (_request, reply) => {
      const check = pack.addressCheck;
      if (check === null) return reply.send(null);
      const communities = [...pack.divisions.values()].filter(({ level }) => level === "community");
      return reply.send({
        note: check.note,
        businesses: check.businesses.map(({ id, name, matters }) => ({ id, name, matters: [...matters] })),
        places: communities.map(({ code }) => ({ id: code, name: placeInBoth(pack, code) })),
      });
    },
  );

  app.post(
    "/api/address-check",
    { schema: { body: AddressCheckRequest, response: { 200: AddressCheckAnswer } } },
    async (request, reply) => {
      const { business, division, address } = request.body;
      const check = pack.addressCheck;
      if (check === null || !check.businesses.some(({ id }) => id === business))
        return sendProblem(reply, problem("ADDRESS_BUSINESS_UNKNOWN"));
      const inDistrict = pack.divisions.has(division);
      const { place, alike } = inDistrict
        ? await findPlace(platform, check.register, division, address)
        : { place: undefined, alike: [] };
      const findings = checkAddress(
        check,
        { business, inDistrict, place: place?.data ?? null },
        platform.now(),
      );
      if (!findings.ok) return sendProblem(reply, findings.error);
      const found = place?.data["address"];
      return reply.send({
        address: typeof found === "string" ? found : null,
        alike: [...alike],
        findings: findings.value.map((finding) => ({ ...finding })),
      });
    },
  );
}

function readAnswers(text: string | undefined): JsonObject | undefined {
  if (text === undefined || text === "") return {};
  try {
    const answers: unknown = JSON.parse(text);
    return isJsonObject(answers) ? answers : undefined;
  } catch {
    return undefined;
  }
}
