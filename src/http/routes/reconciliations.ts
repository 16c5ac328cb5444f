import { type Static, Type } from "typebox";
import {
  LibrariesAnswer,
  LinesOf,
  ReconciliationLinePage,
  ReconciliationPage,
  ReportPage,
  ReportState,
} from "#contract";
import type { Library } from "#district";
import { parseLocalDate, problem, type LocalDate } from "#kernel";
import {
  countOpenReports,
  listLines,
  listReconciliations,
  listReports,
  reconcileAgain,
  tellAgain,
  type LineRow,
  type Verdict,
} from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { publicEventName } from "../views/public-event-names.ts";
import { whoManages } from "./webhooks.ts";

const Id = Type.String({ maxLength: 60 });
const One = Type.Object({ library: Id });
const Day = Type.Object({ library: Id, day: Type.String({ maxLength: 10 }) });
const Report = Type.Object({ library: Id, event: Id });

/** What the libraries outside (办件库, 证照库, 好差评) were told, and how each day compares with what they hold (对账). */
export function registerReconciliationRoutes(app: App, platform: Platform): void {
  registerLibraries(app, platform);
  registerReconciliations(app, platform);
}

function registerLibraries(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { code, libraries } = work.pack;
  app.get(
    "/api/admin/libraries",
    { schema: { response: { 200: LibrariesAnswer } } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const open = await countOpenReports(store, code);
      return reply.send({
        libraries: [...libraries.values()].map(
          ({ id, name, connected, address, path, reports, reconcile }) => ({
            id,
            name,
            connected,
            address,
            path,
            comparedAt: reconcile.at,
            kinds: reports.map(({ on }) => publicEventName(on)),
            waiting: open.get(id)?.waiting ?? 0,
            refused: open.get(id)?.refused ?? 0,
          }),
        ),
      });
    },
  );

  app.get(
    "/api/admin/libraries/:library/reports",
    {
      schema: {
        params: One,
        querystring: Type.Object({ ...Paging, state: Type.Optional(ReportState) }),
        response: { 200: ReportPage },
      },
    },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const library = libraries.get(request.params.library);
      if (library === undefined) return sendProblem(reply, problem("LIBRARY_UNKNOWN"));
      const { state, cursor } = request.query;
      const which = { recipient: library.id, ...(state === undefined ? {} : { state }) };
      const page = await listReports(store, code, which, leafOf(cursor));
      const items = page.items.map(({ event, ...report }) => reportLine({ ...report, report: event }));
      return reply.send({ items, next: page.next } as Static<typeof ReportPage>);
    },
  );

  app.post(
    "/api/admin/libraries/:library/reports/:event/resend",
    { schema: { params: Report } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { library: id, event } = request.params;
      const library = findConnected(libraries, id);
      const asked = {
        recipient: id,
        event,
        address: library?.address ?? "",
        at: platform.now(),
        inOrder: true,
      };
      if (library === undefined || !(await tellAgain(store, code, asked)))
        return sendProblem(reply, problem("LIBRARY_UNKNOWN"));
      platform.changed();
      return reply.send({ event });
    },
  );
}

function registerReconciliations(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { code, libraries } = work.pack;
  app.get(
    "/api/admin/reconciliations",
    { schema: { querystring: Type.Object(Paging), response: { 200: ReconciliationPage } } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const page = await listReconciliations(store, code, leafOf(request.query.cursor));
      const items = page.items.map((row) => ({
        ...row,
        libraryName: libraries.get(row.library)?.name ?? { zh: row.library, en: row.library },
        expected: row.matched + row.missing + row.differing,
      }));
      return reply.send({ items, next: page.next } as Static<typeof ReconciliationPage>);
    },
  );

  app.get(
    "/api/admin/reconciliations/:library/:day",
    {
      schema: {
        params: Day,
        querystring: Type.Object({ ...Paging, verdict: Type.Optional(LinesOf) }),
        response: { 200: ReconciliationLinePage },
      },
    },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const day = parseLocalDate(request.params.day);
      const { library } = request.params;
      if (!day.ok || !libraries.has(library)) return sendProblem(reply, problem("LIBRARY_UNKNOWN"));
      const { verdict, cursor } = request.query;
      const asked = { library, day: day.value, verdicts: verdictsOf(verdict) };
      const page = await listLines(store, code, asked, leafOf(cursor));
      const items = page.items.map((row) => ({
        ...reportLine(row),
        verdict: row.verdict,
        ours: row.ours,
        theirs: row.theirs,
      }));
      return reply.send({ items, next: page.next } as Static<typeof ReconciliationLinePage>);
    },
  );

  app.post(
    "/api/admin/reconciliations/:library/:day",
    { schema: { params: Day } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { library: id, day } = request.params;
      const library = findConnected(libraries, id);
      const at = platform.now();
      const known =
        library !== undefined &&
        parseLocalDate(day).ok &&
        (await reconcileAgain(store, code, {
          library: id,
          day: day as LocalDate,
          address: library.address,
          at,
        }));
      if (!known) return sendProblem(reply, problem("LIBRARY_UNKNOWN"));
      platform.changed();
      return reply.send({ library: id, day });
    },
  );
}

function findConnected(libraries: ReadonlyMap<string, Library>, id: string): Library | undefined {
  const library = libraries.get(id);
  return library?.connected === true ? library : undefined;
}

function verdictsOf(asked: Static<typeof LinesOf> | undefined): readonly Verdict[] {
  if (asked === "expected") return ["matched", "missing", "differing"];
  return asked === undefined ? ["matched", "missing", "unknown", "differing"] : [asked];
}

/** A report as the page shows it. */
function reportLine(
  row: Pick<
    LineRow,
    "report" | "kind" | "subject" | "state" | "attempts" | "lastAnswer" | "orderedAt" | "triedAt"
  >,
): Static<typeof ReportPage>["items"][number] {
  const { report, kind, subject, state, attempts, lastAnswer, orderedAt, triedAt } = row;
  return {
    report,
    kindName: kind === null ? null : publicEventName(kind),
    // A record goes by its own number: which register keeps it tells nobody more.
    subject: subject?.replace(/^record:[^:]*:/, "") ?? null,
    state,
    attempts: attempts ?? 0,
    lastAnswer,
    happenedAt: orderedAt,
    triedAt,
  };
}
