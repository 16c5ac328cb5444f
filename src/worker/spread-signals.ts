import { beginByEvent, EXCHANGE, reachCase, startsBy } from "#cases";
import { isJsonObject, ok, type JsonObject } from "#kernel";
import { orderOutbox, spreadSignal, systemContext, type ClaimedItem } from "#store";
import type { Delivery } from "./deliver-outbox.ts";
import { OVERTAKEN, type Routing } from "./route-messages.ts";

const AT_ONCE = 500;
const SYSTEM = { kind: "system", name: "signal" } as const;

/**
 * Signals: the carrier orders one delivery a waiting case, batch by batch, and one a matter that the signal begins;
 * each is then done once, whoever takes it. What was ordered is not ordered again after a death.
 */
export const signalDeliveries = (routing: Routing): Readonly<Record<string, Delivery>> => ({
  [EXCHANGE.signal]: spread(routing),
  [EXCHANGE.signalReach]: reach(routing),
  [EXCHANGE.signalStart]: start(routing),
});

const variablesIn = (payload: JsonObject): JsonObject =>
  isJsonObject(payload["variables"]) ? payload["variables"] : {};

function spread({ store, work }: Routing): Delivery {
  return async ({ id, payload }: ClaimedItem) => {
    const context = systemContext(work.pack.code);
    const name = String(payload["name"]);
    const fromCase = typeof payload["from"] === "string" ? payload["from"] : null;
    const carried = { name, variables: variablesIn(payload) };
    const signal = {
      item: id,
      name,
      fromCase,
      payload: carried,
      kind: EXCHANGE.signalReach,
      now: work.now(),
    };
    while ((await spreadSignal(store, context, signal, AT_ONCE)) === AT_ONCE);
    const starts = startsBy(work, "signal", name).map(({ matter }) => ({
      id: `${id}/${matter.id}`,
      kind: EXCHANGE.signalStart,
      payload: { ...carried, matter: matter.id },
    }));
    await orderOutbox(store, context, starts, work.now());
    return ok(null);
  };
}

function reach({ work }: Routing): Delivery {
  return async ({ id, subject = "", payload }: ClaimedItem) => {
    const name = String(payload["name"]);
    const happening = {
      kind: "broadcastSignal",
      name,
      variables: variablesIn(payload),
      actor: SYSTEM,
    } as const;
    const reached = await reachCase(work, subject, happening, (transaction) => transaction.settleOutbox(id));
    if (reached.ok) return ok(null);
    // It waited when the signal came by and waits no longer. Where another was faster it is tried again.
    const over = OVERTAKEN.has(reached.error.code) && reached.error.code !== "STALE_VERSION";
    return over ? ok(null) : reached;
  };
}

function start({ work }: Routing): Delivery {
  return async ({ id, payload }: ClaimedItem) => {
    const found = startsBy(work, "signal", String(payload["name"])).find(
      ({ matter }) => matter.id === payload["matter"],
    );
    if (found === undefined) return ok(null);
    const beginning = { ...found, by: "signal", variables: variablesIn(payload) } as const;
    const begun = await beginByEvent(work, beginning, (transaction) => transaction.settleOutbox(id));
    return begun.ok ? ok(null) : begun;
  };
}
