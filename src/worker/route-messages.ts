import { beginByEvent, EXCHANGE, reachCase, startsBy, type CaseWork } from "#cases";
import { isJsonObject, ok, problem, err, type Instant, type Problem, type Result } from "#kernel";
import {
  findKeyOf,
  findMessage,
  findSubscriber,
  keepMessage,
  listWaitingMessages,
  systemContext,
  type KeptMessage,
  type Store,
} from "#store";
import type { Delivery } from "./deliver-outbox.ts";

/** What bringing messages and signals stands on. */
export type Routing = {
  readonly store: Store;
  readonly work: CaseWork;
};

/** Refusals that mean that what waited there is over, or someone else was first: the message looks on. */
export const OVERTAKEN = new Set([
  "STALE_VERSION",
  "ENGINE_NOTHING_WAITS",
  "ENGINE_CASE_CLOSED",
  "ENGINE_TIMER_NOT_OPEN",
]);

const MOST_TRIES = 20;
const SYSTEM = { kind: "system", name: "message" } as const;

/**
 * Brings a message: to the case that waits for it longest, else it begins a case of a matter with such a message
 * start event (one a key while that is open, as Camunda 8 does), else it waits until its time is over. It is kept
 * before anyone looks who waits (ADR 14), and marked in the transaction of the case that it reaches.
 */
function bringMessage(routing: Routing): Delivery {
  return async ({ id, payload }) => {
    const context = systemContext(routing.work.pack.code);
    if (typeof payload["message"] === "string") return route(routing, payload["message"]);
    const { name, key, variables, from, until } = payload;
    await keepMessage(routing.store, context, {
      id,
      name: String(name),
      key: String(key),
      variables: isJsonObject(variables) ? variables : {},
      fromCase: typeof from === "string" ? from : null,
      sentBy: null,
      at: routing.work.now(),
      until: String(until) as Instant,
    });
    return route(routing, id);
  };
}

/** A subscription was opened: messages that came before it are tried, the oldest first. */
function seekMessages(routing: Routing): Delivery {
  return ({ payload }) => tryWaiting(routing, String(payload["name"]), String(payload["key"]));
}

/** A case that a message began is over: messages of its key that would begin another are tried. */
function seekKey(routing: Routing): Delivery {
  return async ({ payload }) => {
    const { store, work } = routing;
    const over = await findKeyOf(store, systemContext(work.pack.code), String(payload["case"]));
    if (over === undefined) return ok(null);
    for (const name of namesOf(work, over.matter)) {
      const tried = await tryWaiting(routing, name, over.key);
      if (!tried.ok) return tried;
    }
    return ok(null);
  };
}

async function tryWaiting(
  { store, work }: Routing,
  name: string,
  key: string,
): Promise<Result<null, Problem>> {
  const sought = { name, key, now: work.now() };
  // Each one that finds nobody stays; those behind it would find nobody either.
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [id] = await listWaitingMessages(store, systemContext(work.pack.code), sought, 1);
    if (id === undefined) return ok(null);
    const routed = await route({ store, work }, id);
    if (!routed.ok) return routed;
    const after = await findMessage(store, systemContext(work.pack.code), id);
    if (after?.status === "waiting") return ok(null);
  }
  return ok(null);
}

async function route(routing: Routing, id: string): Promise<Result<null, Problem>> {
  const { store, work } = routing;
  const context = systemContext(work.pack.code);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const message = await findMessage(store, context, id);
    if (message === undefined || message.status !== "waiting") return ok(null);
    const caseNo = await findSubscriber(store, context, message);
    if (caseNo === undefined) return beginBy(routing, message);
    const reached = await reach(work, caseNo, message);
    if (reached.ok) return ok(null);
    if (!OVERTAKEN.has(reached.error.code)) return reached;
  }
  return err(problem("STALE_VERSION"));
}

const reach = (work: CaseWork, caseNo: string, { id, name, key, variables }: KeptMessage) =>
  reachCase(work, caseNo, { kind: "correlateMessage", name, key, variables, actor: SYSTEM }, (transaction) =>
    transaction.settleMessage(id, caseNo, work.now()),
  );

async function beginBy(
  { work }: Routing,
  { id, name, key, variables, fromCase }: KeptMessage,
): Promise<Result<null, Problem>> {
  for (const start of startsBy(work, "message", name)) {
    const begun = await beginByEvent(
      work,
      { ...start, by: "message", variables, from: fromCase },
      async (transaction, caseNo) => {
        if (!(await transaction.settleMessage(id, caseNo, work.now()))) return false;
        return key === "" || transaction.takeKey(start.matter.id, key, caseNo);
      },
    );
    if (!begun.ok) return begun;
    if (begun.value !== null) return ok(null);
  }
  return ok(null);
}

/** The names of the messages that begin a matter's cases. */
function namesOf({ pack, planOf }: CaseWork, id: string): readonly string[] {
  const matter = pack.matters.get(id);
  if (matter === undefined) return [];
  return Object.values(planOf(matter).plan.nodes).flatMap((node) =>
    node.kind === "eventStart" && node.scope === null && node.trigger.kind === "message"
      ? [String(node.trigger.name.kind === "literal" ? node.trigger.name.value : "")]
      : [],
  );
}

/** The outbox kinds of this file. */
export const messageDeliveries = (routing: Routing): Readonly<Record<string, Delivery>> => ({
  [EXCHANGE.message]: bringMessage(routing),
  [EXCHANGE.seekMessages]: seekMessages(routing),
  [EXCHANGE.seekKey]: seekKey(routing),
});
