import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { DeskPage, type BatchOffer, type DeskTask } from "#contract";
import type { StoreContext } from "#registers";
import { listTasks, type TaskLine } from "#store";
import { inBoth } from "#district";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { offerOfTask } from "../views/batch-answer.ts";
import { caseSummary } from "../views/case-summary.ts";
import { storedCases } from "../views/stored-cases.ts";

const Query = Type.Object({
  view: Type.Optional(Type.Union([Type.Literal("mine"), Type.Literal("organ"), Type.Literal("done")])),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  light: Type.Optional(Type.String({ maxLength: 10 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});

/** The work lists of staff, by due date. */
export function registerDeskRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/desk/tasks",
    { schema: { querystring: Query, response: { 200: DeskPage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { pack } = platform.work;
      const context = storeContextOf(principal.value, pack.code);
      const { view = "mine", q, cursor, light } = request.query;
      const search = q === undefined || q.trim() === "" ? null : q.trim();
      const list = { view, search, light };
      return reply.send((await deskPage(platform, context, list, cursor ?? null)) as Static<typeof DeskPage>);
    },
  );
}

type List = {
  readonly view: "mine" | "organ" | "done";
  readonly search: string | null;
  readonly light: string | undefined;
};

/** How many pages of tasks are read at most to fill one page of a list that a light narrows. */
const MOST_PAGES = 8;
const ENOUGH = 50;

/** A light is computed from the clock, not stored: pages are read on until one is filled. */
async function deskPage(
  platform: Platform,
  context: StoreContext,
  list: List,
  from: string | null,
): Promise<Static<typeof DeskPage>> {
  const items: DeskTask[] = [];
  const offers = new Map<string, BatchOffer>();
  let cursor = from;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await listTasks(platform.store, context, { view: list.view, search: list.search, cursor });
    for (const { task, offer } of await deskTasks(platform, context, page.items, list)) {
      items.push(task);
      if (offer !== undefined) offers.set(offer.kind, offer);
    }
    cursor = page.next;
    if (cursor === null || list.light === undefined || items.length >= ENOUGH) break;
  }
  return { items, next: cursor, batches: [...offers.values()] };
}

async function deskTasks(
  platform: Platform,
  context: StoreContext,
  lines: readonly TaskLine[],
  list: List,
): Promise<{ readonly task: DeskTask; readonly offer: BatchOffer | undefined }[]> {
  const at = platform.now();
  const cases = await storedCases(
    platform.store,
    context,
    lines.map(({ caseId }) => caseId),
  );
  return lines.flatMap((line) => {
    const stored = cases.get(line.caseId);
    if (stored === undefined) return [];
    const summary = caseSummary(stored, platform.work.pack, at, list.view === "mine");
    if (list.light !== undefined && list.light !== "" && summary.clock?.light !== list.light) return [];
    const offer = list.view === "mine" ? offerOfTask(platform.work.pack, line) : undefined;
    const task = {
      case: summary,
      task: line.id,
      taskName: inBoth(platform.work.pack, line.name),
      taskDueAt: line.ownDueAt,
      batch: offer?.kind ?? null,
    };
    return [{ task, offer }];
  });
}
