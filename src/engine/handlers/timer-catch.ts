import { ok } from "#kernel";
import { timerWait } from "../timers.ts";
import type { Handler } from "./handler.ts";

export const timerCatch: Handler<"timerCatch"> = {
  activate: (run, living, node) => {
    const wait = timerWait(run, living, node, null);
    if (!wait.ok) return wait;
    const timer = { id: living.id, element: node.id, dueAt: wait.value.dueAt };
    return ok({ kind: "wait", wait: wait.value, effects: [{ kind: "startTimer", timer }] });
  },
};
