import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { DeskPage } from "#contract";
import { listTasks } from "#store";
import type { App } from "../create-server.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
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
      const page = await listTasks(platform.store, context, { view, search, cursor: cursor ?? null });
      const cases = await storedCases(
        platform.store,
        context,
        page.items.map(({ caseId }) => caseId),
      );
      const at = platform.now();
      const items = page.items.flatMap((line) => {
        const stored = cases.get(line.caseId);
        if (stored === undefined) return [];
        const summary = caseSummary(stored, pack.calendar, at, view === "mine");
        return [{ case: summary, task: line.id, taskName: line.name, taskDueAt: line.ownDueAt }];
      });
      const shown = light === undefined ? items : items.filter((item) => item.case.clock?.light === light);
      return reply.send({ items: shown, next: page.next } as Static<typeof DeskPage>);
    },
  );
}
