import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** Waits until nothing is left inside; the scope is looked after where a step settles. */
export const subProcess: Handler<"subProcess"> = {
  activate: (run, living, node) =>
    ok({
      kind: "wait",
      wait: { kind: "inside" },
      effects: [],
      ...(run.entered.has(living.id) ? {} : { begin: [{ element: node.start }] }),
    }),
};
