import { type Static, Type } from "typebox";
import { canExchange, storeContextOf, type Principal } from "#access";
import { EXCHANGE } from "#cases";
import { MessageAnswer, MessageRequest, SignalRequest } from "#contract";
import {
  canonicalJson,
  err,
  ok,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { addDuration } from "#process";
import { findMessage, keepMessage, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const Id = Type.Object({ id: Type.String({ maxLength: 100 }) });
const ORDERED = "outside";
const USUAL_LIFETIME = "PT1H";

/** What outside systems and staff say to cases; the answer comes once it is durable, the bringing follows. */
export function registerExchangeRoutes(app: App, platform: Platform): void {
  const { store } = platform;
  const { pack } = platform.work;

  app.post(
    "/api/messages",
    { schema: { body: MessageRequest, response: { 202: MessageAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canExchange(principal.value, pack.exchange.messages[request.body.name]);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const sent = await takeMessage(platform, request.body, principal.value.account.id);
      if (sent.ok) platform.changed();
      return send(reply, sent, 202);
    },
  );

  app.get(
    "/api/messages/:id",
    { schema: { params: Id, response: { 200: MessageAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { id } = request.params;
      const message = await findMessage(store, systemContext(pack.code), id);
      const admitted = message === undefined ? undefined : pack.exchange.messages[message.name];
      const may = canExchange(principal.value, admitted);
      if (!may.allowed || message === undefined)
        return sendProblem(reply, problem("MESSAGE_UNKNOWN", { id }));
      return reply.send({ id, status: message.status, until: message.until });
    },
  );

  app.post(
    "/api/signals",
    { schema: { body: SignalRequest, response: { 202: Id } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canExchange(principal.value, pack.exchange.signals[request.body.name]);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const taken = await takeSignal(platform, principal.value, request.body);
      if (taken.ok) platform.changed();
      return send(reply, taken, 202);
    },
  );
}

/** Ordered in the transaction that remembers its id: the same signal sent twice goes out once. */
function takeSignal(
  platform: Platform,
  principal: Principal,
  { id, name, variables }: SignalRequest,
): Promise<Result<{ id: string }, Problem>> {
  const context = storeContextOf(principal, platform.work.pack.code);
  const { id: account } = principal.account;
  const said: JsonObject = { name, variables: variables as JsonObject };
  return platform.work.store.transact(context, async (transaction) => {
    const before = await transaction.rememberRequest(`signal ${id}`, account, said);
    if (!before.ok) return before;
    if (before.value !== null) return ok({ id });
    await transaction.keepAnswer(`signal ${id}`, account, { id });
    const order = { id: `${ORDERED}/${account}/${id}`, kind: EXCHANGE.signal, payload: said };
    const nothing = { changes: [], documents: [], personal: [], files: [] };
    const ordered = await transaction.commit({ ...nothing, outbox: [order], at: platform.now() });
    return ordered.ok ? ok({ id }) : ordered;
  });
}

async function takeMessage(
  platform: Platform,
  { id, name, key, variables, lifetime = USUAL_LIFETIME }: MessageRequest,
  sentBy: string,
): Promise<Result<Static<typeof MessageAnswer>, Problem>> {
  const at = platform.now();
  const until = endOf(at, lifetime);
  if (until === undefined) return err(problem("MESSAGE_LIFETIME_WRONG", { lifetime }));
  const said = { name, key, variables: variables as JsonObject };
  const kept = await keepMessage(
    platform.store,
    systemContext(platform.work.pack.code),
    { ...said, id, fromCase: null, sentBy, at, until },
    { id: `${ORDERED}/message/${id}`, kind: EXCHANGE.message },
  );
  const before = { name: kept.name, key: kept.key, variables: kept.variables };
  if (canonicalJson(before) !== canonicalJson(said)) return err(problem("MESSAGE_ID_REUSED", { id }));
  return ok({ id, status: kept.status, until: kept.until });
}

/** Ten seconds at least, so that the worker has tried it once; thirty days at most. */
function endOf(at: Instant, lifetime: string): Instant | undefined {
  const until = addDuration(at, lifetime);
  const [first, last] = [addDuration(at, "PT10S"), addDuration(at, "P30D")];
  if (until === undefined || first === undefined || last === undefined) return undefined;
  return until < first || until > last ? undefined : until;
}
