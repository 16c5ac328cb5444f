import { placeOfJoin, takeJoined } from "../state/joining.ts";
import { enter } from "./life-cycle.ts";
import { getNode, nextId, planAt, type Run } from "../state/run.ts";

/**
 * With nothing under way any more, opens one inclusive join to which no token can still come; true when there
 * was one. Tokens that wait at joins count too, as they may go on first; where nothing but them is left to
 * wait for (two joins each before the other), they no longer count, as otherwise the case would stand still.
 */
export function releaseInclusive(run: Run): boolean {
  // A store may hand keys back in any order, and of two joins in two scopes the first numbers its instances first.
  const joins = Object.keys(run.joins)
    .filter((key) => isInclusive(run, key))
    .toSorted();
  const open =
    joins.find((key) => !canStillCome(run, key, true)) ?? joins.find((key) => !canStillCome(run, key, false));
  if (open === undefined) return false;
  const { scope, gateway } = placeOfJoin(open);
  takeJoined(run, scope, gateway);
  run.hops += 1;
  enter(run, { id: nextId(run), node: getNode(run, gateway, scope), scope, variables: {} });
  return true;
}

function isInclusive(run: Run, key: string): boolean {
  const { scope, gateway } = placeOfJoin(key);
  return planAt(run, scope).nodes.get(gateway)?.kind === "inclusiveGateway";
}

/** Whether some token of the scope can reach the gateway by a flow that has brought none yet. */
function canStillCome(run: Run, key: string, countJoins: boolean): boolean {
  const { scope, gateway } = placeOfJoin(key);
  const { upstream } = planAt(run, scope);
  const waiting = run.joins[key] ?? {};
  const before = [...(upstream.get(gateway) ?? [])].flatMap(([flow, nodes]) =>
    flow in waiting ? [] : [nodes],
  );
  if (before.length === 0) return false;
  const blocks = (element: string): boolean => before.some((nodes) => nodes.has(element));
  const alive = Object.values(run.instances).some((each) => each.scope === scope && blocks(each.element));
  if (alive || !countJoins) return alive;
  return Object.keys(run.joins).some((other) => {
    const place = placeOfJoin(other);
    return other !== key && place.scope === scope && blocks(place.gateway);
  });
}
