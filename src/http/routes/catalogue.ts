import { type Static, Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { CatalogueAnswer, Draft, DraftAnswer, GuideAnswer, PrefillAnswer } from "#contract";
import {
  browseMatters,
  guideOf,
  searchMatters,
  summaryOf,
  type Matter,
  type MatterQuestion,
} from "#district";
import { localDateOf, problem, type JsonObject } from "#kernel";
import { prefillForm } from "#registers";
import { findDraft, keepDraft, listSentFiles } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { isListedFor, isPublic, offeringsNow, standingAnswer } from "../views/offerings-now.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { knownRecordsOf } from "../views/known-records.ts";

const MatterPath = Type.Object({ id: Type.String() });
const Choice = Type.Optional(Type.String({ maxLength: 60 }));
const Search = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  event: Choice,
  organ: Choice,
  type: Choice,
  kind: Choice,
  audience: Choice,
});

/** The catalogue and its guides are open to all; drafts and prefilled values are the applicant's own. */
export function registerCatalogueRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  const today = () => localDateOf(platform.now());

  app.get(
    "/api/matters",
    { schema: { querystring: Search, response: { 200: CatalogueAnswer } } },
    async (request) => {
      const question: MatterQuestion = { ...request.query, q: request.query.q ?? "" };
      const listed = (await offeringsNow(platform)).filter(isListedFor(request.principal));
      const offered = listed.map(({ matter }) => matter);
      const { found, facets } = browseMatters(offered, pack, question);
      const items = found.flatMap(({ matter, by }) => {
        const offer = listed.find((each) => each.matter === matter);
        if (offer === undefined) return [];
        const standing = standingAnswer(offer.standing);
        return [{ ...summaryOf(matter, pack, today()), by, standing }];
      });
      const searches = pack.searches.filter((words) => searchMatters(offered, pack, words).length > 0);
      return { searches, items, facets } as Static<typeof CatalogueAnswer>;
    },
  );

  app.get(
    "/api/matters/:id",
    { schema: { params: MatterPath, response: { 200: GuideAnswer } } },
    async (request, reply) => {
      const offer = await platform.work.findOffering(request.params.id, platform.now());
      if (offer === undefined || !isPublic(offer))
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
      const { matter, standing, ahead } = offer;
      return reply.send({
        ...guideOf(matter, pack, today()),
        standing: standingAnswer(standing),
        handledElsewhere: matter.elsewhere,
        situation: pack.situations.has(matter.id),
        addressBusinesses: (pack.addressCheck?.businesses ?? [])
          .filter(({ matters }) => matters.includes(matter.id))
          .map(({ id, name }) => ({ id, name })),
        ahead: ahead === null ? null : standingAnswer(ahead),
      } as Static<typeof GuideAnswer>);
    },
  );

  app.get(
    "/api/matters/:id/prefill",
    {
      schema: {
        params: MatterPath,
        querystring: Type.Object({ for: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: { 200: PrefillAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const matter = pack.matters.get(request.params.id);
      if (matter === undefined)
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
      const actsFor = actsForIn(principal.value, matter);
      const chosen = actsFor.find((each) => each.principal === request.query.for);
      const known = await knownRecordsOf(platform, {
        knownAs: chosen === undefined ? principal.value.knownAs : [chosen.principal],
      });
      const filled = prefillForm(matter.form.schema, known);
      return reply.send({
        ...filled,
        actsFor,
        for: chosen?.principal ?? null,
      } as Static<typeof PrefillAnswer>);
    },
  );

  app.get(
    "/api/drafts/:id",
    { schema: { params: MatterPath, response: { 200: DraftAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const draft = await findDraft(platform.store, context, request.params.id);
      if (draft === undefined) return reply.send(null);
      const kept = draft.data as Static<typeof Draft>;
      const files = await listSentFiles(platform.store, context, Object.values(kept.materials).flat());
      return reply.send({ ...kept, savedAt: draft.updatedAt, files: [...files] });
    },
  );

  app.put("/api/drafts/:id", { schema: { params: MatterPath, body: Draft } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    if (!pack.matters.has(request.params.id))
      return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
    const savedAt = platform.now();
    const context = storeContextOf(principal.value, pack.code);
    await keepDraft(platform.store, context, {
      id: request.params.id,
      matter: request.params.id,
      data: request.body as JsonObject,
      updatedAt: savedAt,
    });
    return reply.send({ savedAt });
  });
}

/** Those in whose name the person may apply in a matter, by mandates that are in force. */
const actsForIn = (
  { mandates = [] }: Principal,
  { id, applicant }: Matter,
): readonly { readonly principal: string; readonly name: string }[] =>
  mandates
    .filter(
      ({ principal, matters }) =>
        principal.startsWith(`${applicant?.register ?? ""}:`) &&
        (matters.length === 0 || matters.includes(id)),
    )
    .map(({ principal, principalName }) => ({ principal, name: principalName }));
