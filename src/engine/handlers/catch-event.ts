import { ok } from "#kernel";
import { openingOf, waitFor } from "../time/watching.ts";
import type { Handler } from "./handler.ts";

export const catchEvent: Handler<"catchEvent"> = {
  activate: (run, living, node) => {
    const wait = waitFor(run, living, node.trigger, { host: null });
    if (!wait.ok) return wait;
    return ok({ kind: "wait", wait: wait.value, effects: openingOf(living.id, node, wait.value) });
  },
};
