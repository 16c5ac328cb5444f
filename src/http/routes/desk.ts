import { type Static, Type } from "typebox";
import { CasePage, DeskPage, ExportRequest, ListChoices } from "#contract";
import type { App } from "../app.ts";
import { AreaQuery, areaWords, readArea } from "../lists/area.ts";
import { asLines, CASES_TABLE, TASK_TABLES } from "../lists/case-table.ts";
import { listChoices } from "../lists/choices.ts";
import { deskCases } from "../lists/desk-cases.ts";
import { deskTasks } from "../lists/desk-tasks.ts";
import { sendExport } from "../lists/export-list.ts";
import { Narrowing, narrowingWords, Paging, readNarrowing } from "../lists/narrowing.ts";
import { leafOf, readerOf, type Leaf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";

const View = Type.Union([Type.Literal("mine"), Type.Literal("organ"), Type.Literal("done")]);
const Tasks = Type.Object({ view: Type.Optional(View), ...Narrowing, ...Paging });
const Cases = Type.Object({ ...Narrowing, ...AreaQuery, ...Paging });

/** The lists of staff: work by due date, and every case that they may see. */
export function registerDeskRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/desk/tasks",
    { schema: { querystring: Tasks, response: { 200: DeskPage } } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const { view = "mine", cursor } = request.query;
      const page = await deskTasks(reader.value, view, narrowed.value, leafOf(cursor));
      return reply.send(page as Static<typeof DeskPage>);
    },
  );

  app.get(
    "/api/desk/cases",
    { schema: { querystring: Cases, response: { 200: CasePage } } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const area = readArea(request.query.area);
      if (!area.ok) return sendProblem(reply, area.error);
      const page = await deskCases(reader.value, narrowed.value, leafOf(request.query.cursor), area.value);
      return reply.send(page as Static<typeof CasePage>);
    },
  );

  app.post(
    "/api/desk/tasks/export",
    { schema: { querystring: Tasks, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const { view = "mine" } = request.query;
      const list = {
        table: TASK_TABLES[view],
        page: (leaf: Leaf) => deskTasks(reader.value, view, narrowed.value, leaf),
        told: narrowingWords(platform, request.query),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );

  app.post(
    "/api/desk/cases/export",
    { schema: { querystring: Cases, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const area = readArea(request.query.area);
      if (!area.ok) return sendProblem(reply, area.error);
      const list = {
        table: CASES_TABLE,
        page: async (leaf: Leaf) => asLines(await deskCases(reader.value, narrowed.value, leaf, area.value)),
        told: [narrowingWords(platform, request.query), areaWords(area.value)]
          .filter((words) => words !== "")
          .join("；"),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );

  app.get("/api/desk/choices", { schema: { response: { 200: ListChoices } } }, async (request, reply) => {
    const reader = readerOf(platform, request);
    if (!reader.ok) return sendProblem(reply, reader.error);
    return reply.send(listChoices(reader.value));
  });
}
