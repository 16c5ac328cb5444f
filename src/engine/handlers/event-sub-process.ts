import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** A scope like any other once its event has come; what came goes on to its start event. */
export const eventSubProcess: Handler<"eventSubProcess"> = {
  activate: (run, living, node, payload) =>
    ok({
      kind: "wait",
      wait: { kind: "inside" },
      effects: [],
      ...(run.entered.has(living.id) ? {} : { begin: [{ element: node.start, caught: payload }] }),
    }),
};
