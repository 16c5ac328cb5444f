import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { NoticePage, ReadRequest, UnreadAnswer } from "#contract";
import { parseInstant, problem } from "#kernel";
import { countUnread, listNotices, markRead } from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { noticeAnswer } from "../views/notice-answer.ts";

const Query = Type.Object({ unread: Type.Optional(Type.Boolean()), ...Paging });

/** What one is told: the list behind the bell, the number on it, and the marks of having read. */
export function registerNoticeRoutes(app: App, platform: Platform): void {
  const { store } = platform;
  const { pack } = platform.work;

  app.get(
    "/api/notices",
    { schema: { querystring: Query, response: { 200: NoticePage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const { unread = false, cursor } = request.query;
      const page = await listNotices(store, context, { ...leafOf(cursor), unread });
      const items = page.items.map((row) => noticeAnswer(pack, row));
      return reply.send({ items, next: page.next } as Static<typeof NoticePage>);
    },
  );

  app.get("/api/notices/unread", { schema: { response: { 200: UnreadAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    return reply.send({ unread: await countUnread(store, storeContextOf(principal.value, pack.code)) });
  });

  app.post("/api/notices/read", { schema: { body: ReadRequest } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const context = storeContextOf(principal.value, pack.code);
    const { body } = request;
    if ("id" in body) await markRead(store, context, { id: body.id }, platform.now());
    else {
      const upTo = parseInstant(body.upTo);
      if (!upTo.ok) return sendProblem(reply, problem("REQUEST_INVALID", { where: "/upTo" }));
      await markRead(store, context, { upTo: upTo.value }, platform.now());
    }
    return reply.send({ unread: await countUnread(store, context) });
  });
}
