import { without, type Run } from "./run.ts";
import type { CaseState } from "./state.ts";
import type { InstanceId } from "./types.ts";

type Waiting = CaseState["joins"][string];

const keyOf = (scope: InstanceId | null, gateway: string): string =>
  scope === null ? gateway : `${scope}/${gateway}`;

/** The scope and gateway a join's key names: `e4/Gateway_1` stands in e4, `Gateway_1` in the case itself. */
export function placeOfJoin(key: string): { readonly scope: InstanceId | null; readonly gateway: string } {
  const slash = key.indexOf("/");
  return slash < 0
    ? { scope: null, gateway: key }
    : { scope: key.slice(0, slash), gateway: key.slice(slash + 1) };
}

export const scopeOfJoin = (key: string): InstanceId | null => placeOfJoin(key).scope;

/** A token waits at a gateway; the answer is all that now wait there, by flow. */
export function waitToJoin(run: Run, scope: InstanceId | null, gateway: string, via: string): Waiting {
  const key = keyOf(scope, gateway);
  const before = Object.hasOwn(run.joins, key) ? (run.joins[key] ?? {}) : {};
  const waiting = { ...before, [via]: (before[via] ?? 0) + 1 };
  run.joins = { ...run.joins, [key]: waiting };
  return waiting;
}

/** Takes one token of each flow that has brought one. */
export function takeJoined(run: Run, scope: InstanceId | null, gateway: string): void {
  const key = keyOf(scope, gateway);
  const rest = Object.entries(run.joins[key] ?? {})
    .map(([flow, count]) => [flow, count - 1] as const)
    .filter(([, count]) => count > 0);
  run.joins = rest.length === 0 ? without(run.joins, key) : { ...run.joins, [key]: Object.fromEntries(rest) };
}
