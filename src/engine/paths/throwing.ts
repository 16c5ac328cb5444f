import { problem, type JsonObject, type Problem } from "#kernel";
import { catchThrown, findCatcher } from "./catching.ts";
import { compensate } from "./compensating.ts";
import { placeOf } from "../state/evaluate.ts";
import type { Deed } from "../handlers/handler.ts";
import { mark, type Living, type Run } from "../state/run.ts";

/** What becomes of the element that threw. */
export type Thrower =
  | { readonly kind: "goesOn" }
  | { readonly kind: "gone" }
  | { readonly kind: "waits" }
  | { readonly kind: "fails"; readonly problem: Problem };

/** Sets off what an event throws. Nothing else is entered here: it stands in the queue in its turn. */
export function throwFrom(run: Run, living: Living, deed: Deed): Thrower {
  switch (deed.kind) {
    case "signal":
      run.effects.push({ kind: "broadcastSignal", signal: { name: deed.name, variables: deed.variables } });
      run.queue.push({ errand: "broadcast", name: deed.name, variables: deed.variables });
      return { kind: "goesOn" };
    case "message": {
      const { name, key, variables } = deed;
      run.queue.push({ errand: "publish", message: { name, key, variables } });
      return { kind: "goesOn" };
    }
    case "error":
    case "escalation":
      return throwOutwards(run, living, deed, deed.variables);
    case "compensation":
      return { kind: compensate(run, living, deed.activity) ? "waits" : "goesOn" };
  }
}

/** An escalation that nobody catches is passed over; an error is a failure. */
function throwOutwards(
  run: Run,
  living: Living,
  thrown: { readonly kind: "error" | "escalation"; readonly code: string },
  payload: JsonObject,
): Thrower {
  const catcher = findCatcher(run, living, thrown);
  if (catcher === undefined)
    return thrown.kind === "escalation"
      ? { kind: "goesOn" }
      : { kind: "fails", problem: uncaught(living, thrown.code) };
  if (catcher.node.interrupting) mark(run, "cancelled", living);
  catchThrown(run, catcher, thrown, payload);
  return { kind: catcher.node.interrupting ? "gone" : "goesOn" };
}

export function uncaught({ node }: Living, code: string): Problem {
  const place = placeOf(node);
  return problem("ENGINE_ERROR_UNCAUGHT", { ...place, code }, place);
}
