import { ok } from "#kernel";
import { takeJoined, waitToJoin } from "../state/joining.ts";
import type { Handler } from "./handler.ts";

/** Joins when every incoming flow has brought a token, taking one of each; leaves by every flow. */
export const parallelGateway: Handler<"parallelGateway"> = {
  activate: () => ok({ kind: "complete", result: {} }),
  admit: (run, scope, via, node) => {
    if (via === null || node.incoming.length < 2) return true;
    const waiting = waitToJoin(run, scope, node.id, via);
    if (!node.incoming.every((flow) => (waiting[flow] ?? 0) > 0)) return false;
    takeJoined(run, scope, node.id);
    return true;
  },
};
