import { type Static, Type } from "typebox";
import { decideOffering, proposeOfferings } from "#cases";
import {
  DecidedAnswer,
  DecideRequest,
  OfferingAnswer,
  OfferingsAnswer,
  ProposedAnswer,
  ProposeRequest,
  VersionsAnswer,
} from "#contract";
import { OFFERING_REGISTER } from "#district";
import { isJsonObject, parseLocalDate, problem, type LocalDate, type Problem } from "#kernel";
import { recordSubject, type Entry } from "#registers";
import { findAccountNames, listEntries, listPublished, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { offeringAnswer, offeringLine } from "../views/offering-answer.ts";
import { isPublic, offeringsNow } from "../views/offerings-now.ts";
import { versionsAnswer } from "../views/versions-answer.ts";
import { requireConfigurer } from "./configurer.ts";

const MatterPath = Type.Object({ id: Type.String({ maxLength: 100 }) });

const unknown = (matter: string): Problem => problem("MATTER_UNKNOWN", { matter });

/** Publishing, suspending, changing and cancelling matters: one configurer proposes, another approves. */
export function registerOfferingRoutes(app: App, platform: Platform): void {
  const { work, store } = platform;
  const { pack } = work;
  const find = async (id: string) => (await offeringsNow(platform)).find(({ matter }) => matter.id === id);

  app.get(
    "/api/matters/:id/versions",
    { schema: { params: MatterPath, response: { 200: VersionsAnswer } } },
    async (request, reply) => {
      const { id } = request.params;
      const offer = await find(id);
      const folder = pack.matters.get(id);
      if (offer === undefined || folder === undefined || !isPublic(offer))
        return sendProblem(reply, unknown(id));
      const published = await listPublished(store, systemContext(pack.code), "matter", id);
      return reply.send(versionsAnswer(pack, folder, offer.matter.version, offer.ledger, published));
    },
  );

  app.get(
    "/api/admin/matters",
    { schema: { response: { 200: OfferingsAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const offers = await offeringsNow(platform);
      return reply.send({ items: offers.map((offer) => offeringLine(pack, offer)) });
    },
  );

  app.get(
    "/api/admin/matters/:id",
    { schema: { params: MatterPath, response: { 200: OfferingAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const offer = await find(request.params.id);
      if (offer === undefined) return sendProblem(reply, unknown(request.params.id));
      const context = systemContext(pack.code);
      const entries = await listEntries(store, context, recordSubject(OFFERING_REGISTER, offer.matter.id));
      const names = await findAccountNames(store, context, actorsOf(entries));
      return reply.send(offeringAnswer(pack, principal.value, offer, { entries, names, at: platform.now() }));
    },
  );

  app.post(
    "/api/admin/matters/:id/proposals",
    { schema: { params: MatterPath, body: ProposeRequest, response: { 200: ProposedAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { id } = request.params;
      const days = daysOf(request.body);
      if (days === undefined) return sendProblem(reply, problem("OFFERING_DAYS_WRONG"));
      const { act, reason, set = {} } = request.body;
      const asked = { matter: id, act, ...days, reason: reason.trim(), set };
      const proposed = await proposeOfferings(work, principal.value, [asked]);
      if (!proposed.ok) return sendProblem(reply, proposed.error);
      platform.changed();
      return reply.send({ matter: id });
    },
  );

  app.post(
    "/api/admin/matters/:id/proposals/decision",
    { schema: { params: MatterPath, body: DecideRequest, response: { 200: DecidedAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const decision = { matter: request.params.id, ...request.body };
      const decided = await decideOffering(work, principal.value, decision);
      if (decided.ok) platform.changed();
      return send(reply, decided);
    },
  );
}

function daysOf({
  from,
  to = null,
}: Static<typeof ProposeRequest>): { readonly from: LocalDate; readonly to: LocalDate | null } | undefined {
  const [first, last] = [parseLocalDate(from), to === null ? null : parseLocalDate(to)];
  if (!first.ok || last?.ok === false) return undefined;
  return { from: first.value, to: last === null ? null : last.value };
}

function actorsOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ actor, data }) => {
    const proposal = isJsonObject(data["set"]) ? data["set"]["proposal"] : undefined;
    const by = isJsonObject(proposal) ? proposal["by"] : undefined;
    const account = isJsonObject(actor) ? actor["account"] : undefined;
    return [account, by].filter((each) => typeof each === "string");
  });
}
