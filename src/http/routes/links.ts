import { Type } from "typebox";
import { canKeepLink } from "#access";
import { giveLink, OUTSIDE_LINKS, outsideLinkOf, revokeLink } from "#cases";
import { GiveLinkRequest, LinkAnswer, LinksAnswer } from "#contract";
import { ok, parseLocalDate, problem } from "#kernel";
import { findRecord, listRecordsOfCase, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { linkAnswer } from "../views/link-answer.ts";
import { IdempotencyHeaders } from "./apply.ts";
import { findSeenCase } from "./seen-case.ts";

const TaskPath = Type.Object({
  caseNo: Type.String({ maxLength: 100 }),
  task: Type.String({ maxLength: 40 }),
});
const LinkPath = Type.Object({
  caseNo: Type.String({ maxLength: 100 }),
  link: Type.String({ maxLength: 40 }),
});

/** 外部协助: links by which parties without an account do a task, as those who keep them give and revoke them. */
export function registerLinkRoutes(app: App, platform: Platform): void {
  const { work, store } = platform;
  const system = systemContext(work.pack.code);
  const path = "/api/cases/:caseNo/tasks/:task/links";

  app.get(path, { schema: { params: TaskPath, response: { 200: LinksAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { caseNo, task } = request.params;
    const found = await findSeenCase(platform, principal.value, caseNo);
    if (!found.ok) return sendProblem(reply, found.error);
    const records = await listRecordsOfCase(store, system, caseNo);
    const kept = records.filter(
      (record) =>
        record.register === OUTSIDE_LINKS &&
        record.data["task"] === task &&
        canKeepLink(principal.value, record).allowed,
    );
    return reply.send({ items: await Promise.all(kept.map((record) => linkAnswer(platform, record))) });
  });

  app.post(
    path,
    {
      schema: {
        params: TaskPath,
        headers: IdempotencyHeaders,
        body: GiveLinkRequest,
        response: { 200: LinkAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const key = request.headers["idempotency-key"];
      if (key === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { caseNo, task } = request.params;
      const found = await findSeenCase(platform, principal.value, caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const until = parseLocalDate(request.body.until);
      if (!until.ok) return sendProblem(reply, until.error);
      const { party } = request.body;
      const given = await giveLink(work, principal.value, { caseNo, task, party, until: until.value, key });
      if (!given.ok) return sendProblem(reply, given.error);
      platform.changed();
      const record = await findRecord(store, system, OUTSIDE_LINKS, given.value.id);
      if (record === undefined) return sendProblem(reply, problem("LINK_UNKNOWN"));
      return reply.send(await linkAnswer(platform, record));
    },
  );

  app.post(
    "/api/cases/:caseNo/links/:link/revoke",
    { schema: { params: LinkPath, response: { 200: LinkAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { caseNo, link: id } = request.params;
      const done = await revokeLink(work, principal.value, { caseNo, id });
      if (!done.ok) return sendProblem(reply, done.error);
      platform.changed();
      const record = await findRecord(store, system, OUTSIDE_LINKS, id);
      if (record === undefined || outsideLinkOf(record).caseNo !== caseNo)
        return sendProblem(reply, problem("LINK_UNKNOWN"));
      return send(reply, ok(await linkAnswer(platform, record)));
    },
  );
}
