import { type Static, Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import {
  applyForMatter,
  checkStationRoute,
  findApplicant,
  mayTakeIn,
  stationRoute,
  type Application,
  type StationRoute,
} from "#cases";
import {
  WindowAnswer,
  WindowApplicantAnswer,
  WindowApplicantRequest,
  WindowDraft,
  WindowIntakeRequest,
  WindowMatters,
  WindowPapersRequest,
  WindowReceiptAnswer,
  PapersAnswer,
} from "#contract";
import { browseMatters, type Matter } from "#district";
import {
  localDateOf,
  ok,
  parseLocalDate,
  problem,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { prefillForm } from "#registers";
import { findDraft, keepDraft, logAccess, removeDraft, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requestsUnderWay } from "../requests-under-way.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { offeringsNow } from "../views/offerings-now.ts";
import { papersOf } from "../views/papers-answer.ts";
import { windowReceipt } from "../views/window-receipt.ts";
import { representativeOf, windowAnswer, windowMatter } from "../views/window-answer.ts";
import { IdempotencyHeaders } from "./apply.ts";
import { counterOf, requireClerk } from "./at-counter.ts";
import { registerWindowPaperRoutes } from "./window-papers.ts";

const Search = Type.Object({
  hall: Type.String({ maxLength: 100 }),
  q: Type.Optional(Type.String({ maxLength: 100 })),
});

/** What a clerk has begun to take in is one draft, whatever the matter. */
const DRAFT = "window";

/** Taking in at a window for people who come (综合窗口). */
export function registerWindowRoutes(app: App, platform: Platform): void {
  registerIntake(app, platform);
  registerLookUps(app, platform);
  registerPartyPapers(app, platform);
  registerWindowPaperRoutes(app, platform);
}

function registerLookUps(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get("/api/window", { schema: { response: { 200: WindowAnswer } } }, async (request, reply) => {
    const clerk = requireClerk(request);
    if (!clerk.ok) return sendProblem(reply, clerk.error);
    return reply.send((await windowAnswer(platform, clerk.value)) as Static<typeof WindowAnswer>);
  });

  app.get(
    "/api/window/matters",
    { schema: { querystring: Search, response: { 200: WindowMatters } } },
    async (request, reply) => {
      const clerk = requireClerk(request);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      const { hall, q = "" } = request.query;
      const { stationFacts } = platform.work;
      const isStation = pack.halls.get(hall)?.kind === "station";
      const facts = isStation && stationFacts !== undefined ? await stationFacts() : undefined;
      const routeOf = (matter: Matter): StationRoute | null =>
        facts === undefined ? null : stationRoute(platform.work, clerk.value, matter, facts);
      const offered = (await offeringsNow(platform)).filter(({ standing }) => standing.state === "inForce");
      const matters = offered.map(({ matter }) => matter);
      const items = browseMatters(matters, pack, { q })
        .found.filter(({ matter }) => mayTakeIn(platform.work, clerk.value, matter, { hall }).ok)
        .map(({ matter }) => windowMatter(pack, matter, routeOf(matter)));
      return reply.send({ items } as Static<typeof WindowMatters>);
    },
  );

  app.post(
    "/api/window/applicant",
    { schema: { body: WindowApplicantRequest, response: { 200: WindowApplicantAnswer } } },
    async (request, reply) => {
      const { matter: id, hall, applicant } = request.body;
      const counter = counterOf(platform, request, id, hall);
      if (!counter.ok) return sendProblem(reply, counter.error);
      const { matter, principal, organ } = counter.value;
      const today = localDateOf(platform.now());
      const found = await findApplicant(platform.work, matter, { applicant }, today);
      if (!found.ok) return sendProblem(reply, found.error);
      const { register, record, name } = found.value;
      await logAccess(platform.store, storeContextOf(principal, pack.code), {
        at: platform.now(),
        about: null,
        subject: `record:${register.id}:${record.id}`,
        name: principal.account.name,
        organ,
        action: "view",
        purpose: `窗口收件“${matter.name.zh}”，核对申请人并预填表单`,
      });
      const known = [{ register: register.id, name: register.name, data: record.data }];
      const { values, sources } = prefillForm(matter.form.schema, known);
      return reply.send({ name, values, sources, representative: representativeOf(register, record) });
    },
  );
}

/** What the party at hand has already, so that a clerk asks for nothing twice (国务院令第722号第三十五条). */
function registerPartyPapers(app: App, platform: Platform): void {
  const { pack } = platform.work;
  app.post(
    "/api/window/papers",
    { schema: { body: WindowPapersRequest, response: { 200: PapersAnswer } } },
    async (request, reply) => {
      const { matter: id, hall, applicant } = request.body;
      const counter = counterOf(platform, request, id, hall);
      if (!counter.ok) return sendProblem(reply, counter.error);
      const { matter, principal, organ } = counter.value;
      const routed = await checkStationRoute(platform.work, principal, { matter: id, hall });
      if (!routed.ok) return sendProblem(reply, routed.error);
      const today = localDateOf(platform.now());
      const found = await findApplicant(platform.work, matter, { applicant }, today);
      if (!found.ok) return sendProblem(reply, found.error);
      const { register, record, name } = found.value;
      const party = `${register.id}:${record.id}`;
      await logAccess(platform.store, storeContextOf(principal, pack.code), {
        at: platform.now(),
        about: null,
        subject: `record:${party}`,
        name: principal.account.name,
        organ,
        action: "view",
        purpose: `代收办理“${matter.name.zh}”，查看已有证照和以前提交的材料`,
      });
      // The clerk may not read the party's records and cases: the policy and the register's check have been asked.
      return reply.send(
        await papersOf(platform, matter, {
          context: systemContext(pack.code),
          holders: [party],
          files: { account: null, inNameOf: [party] },
          signer: name,
          starred: true,
        }),
      );
    },
  );
}

/** What a clerk hands over the counter. */
type TakenIn = Awaited<ReturnType<typeof windowReceipt>>;

function registerIntake(app: App, platform: Platform): void {
  const once = requestsUnderWay<Result<TakenIn, Problem>>();
  const takeIn = async (clerk: Principal, application: Application) => {
    const receipt = await applyForMatter(platform.work, clerk, application);
    if (!receipt.ok) return receipt;
    await removeDraft(platform.store, contextOf(platform, clerk), DRAFT);
    platform.changed();
    return ok(await windowReceipt(platform, receipt.value));
  };

  app.post(
    "/api/window/cases",
    {
      schema: {
        headers: IdempotencyHeaders,
        body: WindowIntakeRequest,
        response: { 200: WindowReceiptAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const idempotencyKey = request.headers["idempotency-key"];
      if (idempotencyKey === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { matter, values, materials, certificates, deferral, commitment, letterUntil, ...window } =
        request.body;
      const until = readDay(letterUntil);
      if (!until.ok) return sendProblem(reply, until.error);
      const application: Application = {
        matter,
        values: values as JsonObject,
        materials,
        ...(certificates === undefined ? {} : { certificates }),
        ...(deferral === undefined ? {} : { deferral }),
        ...(commitment === undefined ? {} : { commitment }),
        idempotencyKey,
        window: { ...window, letterUntil: until.value },
      };
      const by = `${principal.value.account.id} ${idempotencyKey}`;
      const asked = JSON.stringify(application);
      const receipt = await once({ by, asked }, () => takeIn(principal.value, application));
      if (!receipt.ok) return sendProblem(reply, receipt.error);
      return reply.send(receipt.value as Static<typeof WindowReceiptAnswer>);
    },
  );

  app.get("/api/window/draft", async (request, reply) => {
    const clerk = requireClerk(request);
    if (!clerk.ok) return sendProblem(reply, clerk.error);
    const draft = await findDraft(platform.store, contextOf(platform, clerk.value), DRAFT);
    return reply.send(draft === undefined ? null : { data: draft.data, savedAt: draft.updatedAt });
  });

  app.put("/api/window/draft", { schema: { body: WindowDraft } }, async (request, reply) => {
    const clerk = requireClerk(request);
    if (!clerk.ok) return sendProblem(reply, clerk.error);
    const savedAt = platform.now();
    await keepDraft(platform.store, contextOf(platform, clerk.value), {
      id: DRAFT,
      matter: DRAFT,
      data: request.body.data as JsonObject,
      updatedAt: savedAt,
    });
    return reply.send({ savedAt });
  });
}

function readDay(text: string | null): Result<LocalDate | null, Problem> {
  return text === null ? ok(null) : parseLocalDate(text);
}

const contextOf = (platform: Platform, principal: Principal) =>
  storeContextOf(principal, platform.work.pack.code);
