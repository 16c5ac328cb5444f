import { createHash, randomBytes } from "node:crypto";
import { Type } from "typebox";
import { storeContextOf } from "#access";
import { CalendarAnswer } from "#contract";
import { inBoth } from "#district";
import { problem } from "#kernel";
import { findCalendarAccount, findCalendarFeed, keepCalendarFeed, listTasks } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { dueCalendar } from "../views/due-calendar.ts";

const Secret = Type.Object({ secret: Type.String({ pattern: "^[A-Za-z0-9_-]{43}\\.ics$" }) });

/** So many due dates at most: a calendar is for what is next. */
const MOST = 200;

const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** An account's due dates as a calendar under a secret address, which its owner makes, renews and withdraws. */
export function registerCalendarRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;

  app.get("/api/my/calendar", { schema: { response: { 200: CalendarAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const context = storeContextOf(principal.value, pack.code);
    const since = await findCalendarFeed(store, context, principal.value.account.id);
    return reply.send({ since: since ?? null, url: null });
  });

  app.put("/api/my/calendar", { schema: { response: { 200: CalendarAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    // 256 bits; only their digest is kept.
    const secret = randomBytes(32).toString("base64url");
    const since = platform.now();
    await keepCalendarFeed(store, storeContextOf(principal.value, pack.code), digestOf(secret), since);
    return reply.send({ since, url: `${work.publicUrl}/calendars/${secret}.ics` });
  });

  app.delete(
    "/api/my/calendar",
    { schema: { response: { 200: CalendarAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      await keepCalendarFeed(store, context, null, platform.now());
      return reply.send({ since: null, url: null });
    },
  );

  app.get("/calendars/:secret", { schema: { params: Secret } }, async (request, reply) => {
    const secret = request.params.secret.replace(/\.ics$/, "");
    const account = await findCalendarAccount(store, pack.code, digestOf(secret));
    const now = platform.now();
    const principal =
      account === undefined ? undefined : await platform.signIn.store.findPrincipal(account, now);
    if (principal === undefined || principal.account.disabledAt !== null)
      return sendProblem(reply, problem("CALENDAR_FEED_UNKNOWN"));
    const page = await listTasks(store, storeContextOf(principal, pack.code), { view: "mine", limit: MOST });
    const dates = page.items.flatMap((task) => {
      if (task.dueAt === null) return [];
      const { caseNo, matterName } = task.case;
      // No title: it may name a person, and a calendar is read by other programs.
      return [
        {
          uid: `${caseNo}-${task.id}@${pack.code}.yiwang`,
          dueAt: task.dueAt,
          summary: `${inBoth(pack, task.name).zh} · ${inBoth(pack, matterName).zh}`,
          description: caseNo,
          url: `${work.publicUrl}/desk/cases/${caseNo}`,
        },
      ];
    });
    return reply
      .type("text/calendar; charset=utf-8")
      .header("cache-control", "private, max-age=300")
      .send(dueCalendar(`${pack.name.zh}一网待办`, dates, now));
  });
}
