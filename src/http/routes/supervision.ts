import { type Static, Type } from "typebox";
import {
  canAnswerCard,
  canCancelCard,
  canSupervise,
  oversees,
  storeContextOf,
  type Principal,
} from "#access";
import { answerCard, cancelCard } from "#cases";
import { CardActRequest, CardPage, DueTaskPage, SupervisionAnswer } from "#contract";
import { inBoth, organInBoth } from "#district";
import { formatValue, type Indicator } from "#indicators";
import { localDateOf, ok, type Problem, type Result } from "#kernel";
import { countCards, countDueTasks, listCards, listDueTasks, readOrganFigures } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { nearUntil } from "../lists/near-until.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { statusName } from "../views/record-fields.ts";
import { postName } from "../views/task-answer.ts";

const OfYear = Type.Object({ year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) });
const Organ = Type.Optional(Type.String({ maxLength: 60 }));
const Tasks = Type.Object({
  when: Type.Union([Type.Literal("near"), Type.Literal("overdue")]),
  organ: Organ,
  ...Paging,
});
const Cards = Type.Object({
  organ: Organ,
  kind: Type.Optional(Type.Union([Type.Literal("yellow"), Type.Literal("red")])),
  ...Paging,
});
const CardPath = Type.Object({ id: Type.String({ maxLength: 200 }) });

/** 效能监督: what is near its limit or past it, the cards, and how organs compare. */
export function registerSupervisionRoutes(app: App, platform: Platform): void {
  registerOverview(app, platform);
  registerLists(app, platform);
  registerCardActs(app, platform);
}

function whoSupervises(request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canSupervise(principal.value);
  return may.allowed ? ok(principal.value) : { ok: false, error: may.problem };
}

function registerOverview(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;
  app.get(
    "/api/supervision",
    { schema: { querystring: OfYear, response: { 200: SupervisionAnswer } } },
    async (request, reply) => {
      const principal = whoSupervises(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const now = platform.now();
      const year = request.query.year ?? Number(localDateOf(now).slice(0, 4));
      const due = { now, until: nearUntil(platform, now) };
      const near = await countDueTasks(store, context, { ...due, when: "near" });
      const overdue = await countDueTasks(store, context, { ...due, when: "overdue" });
      const cards = await countCards(store, context);
      const cardsOf = (organ: string, kind: string): number =>
        cards.find((each) => each.organ === organ && each.kind === kind)?.count ?? 0;
      const indicators = comparedBy(platform);
      const organs: SupervisionAnswer["organs"] = [];
      const busy = [...near.keys(), ...overdue.keys(), ...cards.map(({ organ }) => organ)];
      const compared = organsOf(platform, principal.value, busy);
      const figures = await readOrganFigures(store, context, indicators, compared, { year, now });
      for (const organ of compared) {
        organs.push({
          organ,
          name: organInBoth(pack, organ),
          near: near.get(organ) ?? 0,
          overdue: overdue.get(organ) ?? 0,
          yellow: cardsOf(organ, "yellow"),
          red: cardsOf(organ, "red"),
          figures: indicators.map((indicator, index) => {
            const figure = figures.get(organ)?.[index];
            const value = figure?.value ?? null;
            return {
              indicator: indicator.id,
              value: value === null ? null : formatValue(indicator, value),
              records: figure?.records ?? 0,
            };
          }),
        });
      }
      return reply.send({
        year,
        nearDays: pack.supervision.nearDays,
        indicators: indicators.map(({ id, name, unit, definition }) => ({ id, name, unit, definition })),
        organs: organs.toSorted((one, other) => other.overdue - one.overdue || other.near - one.near),
      });
    },
  );
}

/** The indicators that supervision.yaml names, in its order. */
const comparedBy = ({ indicators, work }: Platform): readonly Indicator[] =>
  work.pack.supervision.indicators.flatMap((id) => indicators.find((each) => each.id === id) ?? []);

/** The organs that have matters or work at hand: all of them for who oversees the district, else the reader's own. */
function organsOf(
  { work: { pack } }: Platform,
  principal: Principal,
  busy: readonly string[],
): readonly string[] {
  const matters = [...pack.matters.values()].map(({ organ }) => organ);
  const all = [...new Set([...matters, ...busy])].filter((organ) => pack.organs.has(organ));
  if (oversees(principal, pack.code)) return all;
  return all.filter((organ) => principal.posts.some((post) => post.organ === organ));
}

function registerLists(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;
  app.get(
    "/api/supervision/tasks",
    { schema: { querystring: Tasks, response: { 200: DueTaskPage } } },
    async (request, reply) => {
      const principal = whoSupervises(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const now = platform.now();
      const { when, organ, cursor } = request.query;
      const filter = { now, until: nearUntil(platform, now), when, organ };
      const page = await listDueTasks(
        store,
        storeContextOf(principal.value, pack.code),
        filter,
        leafOf(cursor),
      );
      const items = page.items.map((task) => ({
        caseNo: task.caseNo,
        task: task.task,
        name: inBoth(pack, task.name),
        title: inBoth(pack, task.title),
        matterName: inBoth(pack, task.matterName),
        organName: organInBoth(pack, task.organ),
        heldBy: postName(pack, { role: task.roles[0] ?? "", division: pack.code }),
        dueAt: task.dueAt,
        late: task.dueAt < now,
      }));
      return reply.send({ items, next: page.next } as Static<typeof DueTaskPage>);
    },
  );

  app.get(
    "/api/supervision/cards",
    { schema: { querystring: Cards, response: { 200: CardPage } } },
    async (request, reply) => {
      const principal = whoSupervises(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { organ, kind, cursor } = request.query;
      const context = storeContextOf(principal.value, pack.code);
      const page = await listCards(store, context, { ...leafOf(cursor), organ, kind });
      const register = pack.registers.get("card");
      const items = page.items.map((card) => {
        const told = (name: string): string | null =>
          typeof card.data[name] === "string" ? card.data[name] : null;
        const open = card.status !== "cancelled";
        return {
          id: card.id,
          kind: told("kind") === "red" ? ("red" as const) : ("yellow" as const),
          rule: inBoth(pack, told("rule") ?? ""),
          caseNo: told("caseNo") ?? "",
          taskName: inBoth(pack, told("taskName") ?? ""),
          organName: organInBoth(pack, card.organ),
          dueOn: told("dueOn") ?? "",
          issuedOn: told("issuedOn") ?? "",
          status: card.status,
          statusName: register === undefined ? inBoth(pack, card.status) : statusName(register, card.status),
          answer: told("answer"),
          cancelReason: told("cancelReason"),
          mayAnswer: open && canAnswerCard(principal.value, card).allowed,
          mayCancel: open && canCancelCard(principal.value, card).allowed,
        };
      });
      return reply.send({ items, next: page.next } as Static<typeof CardPage>);
    },
  );
}

function registerCardActs(app: App, platform: Platform): void {
  const acts = [
    ["answer", answerCard],
    ["cancel", cancelCard],
  ] as const;
  for (const [name, act] of acts)
    app.post(
      `/api/supervision/cards/:id/${name}`,
      { schema: { params: CardPath, body: CardActRequest } },
      async (request, reply) => {
        const principal = requirePrincipal(request);
        if (!principal.ok) return sendProblem(reply, principal.error);
        const done = await act(platform.work, principal.value, request.params.id, request.body.text);
        if (!done.ok) return sendProblem(reply, done.error);
        platform.changed();
        return reply.send({ id: request.params.id });
      },
    );
}
