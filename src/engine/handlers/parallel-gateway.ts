import { ok } from "#kernel";
import { without } from "../run.ts";
import type { Handler } from "./handler.ts";

/** Joins when every incoming flow has brought a token, taking one of each; leaves by every flow. */
export const parallelGateway: Handler<"parallelGateway"> = {
  activate: () => ok({ kind: "complete", result: {} }),
  admit: (run, scope, via, node) => {
    if (via === null || node.incoming.length < 2) return true;
    const key = scope === null ? node.id : `${scope}/${node.id}`;
    const before = Object.hasOwn(run.joins, key) ? (run.joins[key] ?? {}) : {};
    const waiting = { ...before, [via]: (before[via] ?? 0) + 1 };
    if (!node.incoming.every((flow) => (waiting[flow] ?? 0) > 0)) {
      run.joins = { ...run.joins, [key]: waiting };
      return false;
    }
    const rest = Object.entries(waiting)
      .map(([flow, count]) => [flow, count - 1] as const)
      .filter(([, count]) => count > 0);
    run.joins =
      rest.length === 0 ? without(run.joins, key) : { ...run.joins, [key]: Object.fromEntries(rest) };
    return true;
  },
};
