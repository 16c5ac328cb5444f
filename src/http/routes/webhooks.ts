import { randomBytes, randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import { canManageWebhooks, type Principal } from "#access";
import { WebhookDeliveryPage, WebhookMade, WebhookRequest, WebhooksAnswer } from "#contract";
import { PUBLIC_EVENTS } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { addWebhook, findWebhook, listReports, listWebhooks, stopWebhook, tellAgain } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { isPublicEvent, publicEventName } from "../views/public-event-names.ts";

const One = Type.Object({ id: Type.String({ maxLength: 60 }) });
const Event = Type.Object({ id: Type.String({ maxLength: 60 }), event: Type.String({ maxLength: 60 }) });

/** Who looks after what systems outside are told. */
export function whoManages(request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canManageWebhooks(principal.value);
  return may.allowed ? principal : err(may.problem);
}

/** Which systems outside are told of what, and what came of each delivery. */
export function registerWebhookRoutes(app: App, platform: Platform): void {
  registerSubscriptions(app, platform);
  registerDeliveries(app, platform);
}

function registerSubscriptions(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { code, exchange } = work.pack;
  app.get(
    "/api/admin/webhooks",
    { schema: { response: { 200: WebhooksAnswer } } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const webhooks = await listWebhooks(store, code);
      return reply.send({
        webhooks: webhooks.map(({ secret: _secret, account: _account, kinds, ...each }) => ({
          ...each,
          kinds: [...kinds],
        })),
        kinds: PUBLIC_EVENTS.map((id) => ({ id, name: publicEventName(id) })),
        addresses: Object.keys(exchange.addresses),
      });
    },
  );

  app.post(
    "/api/admin/webhooks",
    { schema: { body: WebhookRequest, response: { 200: WebhookMade } } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const asked = checkWebhook(platform, request.body);
      if (!asked.ok) return sendProblem(reply, asked.error);
      const made = { id: randomUUID(), secret: randomBytes(32).toString("base64url") };
      await addWebhook(store, code, {
        ...asked.value,
        ...made,
        account: principal.value.account.id,
        createdAt: platform.now(),
        stoppedAt: null,
      });
      return reply.send(made);
    },
  );

  app.post("/api/admin/webhooks/:id/stop", { schema: { params: One } }, async (request, reply) => {
    const principal = whoManages(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const stopped = await stopWebhook(store, code, request.params.id, platform.now());
    return stopped ? reply.send({ id: request.params.id }) : sendProblem(reply, problem("WEBHOOK_UNKNOWN"));
  });
}

/** Errors: WEBHOOK_ADDRESS_UNLISTED, REQUEST_INVALID. */
function checkWebhook({ work }: Platform, asked: WebhookRequest): Result<WebhookRequest, Problem> {
  if (!Object.hasOwn(work.pack.exchange.addresses, asked.address))
    return err(problem("WEBHOOK_ADDRESS_UNLISTED", { address: asked.address }));
  if (!asked.kinds.every(isPublicEvent)) return err(problem("REQUEST_INVALID", { where: "/kinds" }));
  // What climbs out of the path that the district lists is no part of it.
  if (asked.path.split("/").some((part) => part === "." || part === ".."))
    return err(problem("REQUEST_INVALID", { where: "/path" }));
  return ok(asked);
}

function registerDeliveries(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { code } = work.pack;
  app.get(
    "/api/admin/webhooks/:id/deliveries",
    { schema: { params: One, querystring: Type.Object(Paging), response: { 200: WebhookDeliveryPage } } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      if ((await findWebhook(store, code, request.params.id)) === undefined)
        return sendProblem(reply, problem("WEBHOOK_UNKNOWN"));
      const page = await listReports(
        store,
        code,
        { recipient: request.params.id },
        leafOf(request.query.cursor),
      );
      const items = page.items.map(({ body: _body, digest: _digest, ...each }) => ({
        ...each,
        kindName: publicEventName(each.kind),
      }));
      return reply.send({ items, next: page.next } as Static<typeof WebhookDeliveryPage>);
    },
  );

  app.post(
    "/api/admin/webhooks/:id/deliveries/:event/redeliver",
    { schema: { params: Event } },
    async (request, reply) => {
      const principal = whoManages(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { id: recipient, event } = request.params;
      const hook = await findWebhook(store, code, recipient);
      const at = platform.now();
      const ordered =
        hook !== undefined &&
        (await tellAgain(store, code, { recipient, event, address: hook.address, at, inOrder: false }));
      if (!ordered) return sendProblem(reply, problem("WEBHOOK_UNKNOWN"));
      platform.changed();
      return reply.send({ event });
    },
  );
}
