import { extensionsOf } from "../extension-elements.ts";
import { childOf, childrenOf, textOf, typeOf, type ModelElement } from "../model.ts";
import type { NodeKind } from "../plan.ts";
import { triggerOf } from "../triggers.ts";

/** The kind an event is run as, or the feature that is not run. */
export type EventAnswer =
  | { readonly kind: NodeKind }
  | { readonly kind: "unsupported"; readonly feature: string };

/** Where a start event stands decides what it may wait for. */
const STARTS: Readonly<Record<"process" | "inside" | "event", readonly string[]>> = {
  process: ["none", "message", "timer", "signal"],
  inside: ["none"],
  event: ["message", "timer", "signal", "error", "escalation"],
};

const ELSEWHERE: Readonly<Record<string, NodeKind>> = {
  "intermediateCatchEvent message": "catchEvent",
  "intermediateCatchEvent timer": "catchEvent",
  "intermediateCatchEvent signal": "catchEvent",
  "intermediateCatchEvent link": "passThrough",
  "intermediateThrowEvent none": "passThrough",
  "intermediateThrowEvent link": "passThrough",
  "intermediateThrowEvent message": "throwEvent",
  "intermediateThrowEvent signal": "throwEvent",
  "intermediateThrowEvent escalation": "throwEvent",
  "intermediateThrowEvent compensate": "throwEvent",
  "endEvent none": "noneEnd",
  "endEvent terminate": "terminateEnd",
  "endEvent message": "throwEvent",
  "endEvent signal": "throwEvent",
  "endEvent error": "throwEvent",
  "endEvent escalation": "throwEvent",
  "endEvent compensate": "throwEvent",
  "boundaryEvent message": "boundaryEvent",
  "boundaryEvent timer": "boundaryEvent",
  "boundaryEvent signal": "boundaryEvent",
  "boundaryEvent error": "boundaryEvent",
  "boundaryEvent escalation": "boundaryEvent",
  "boundaryEvent compensate": "compensationBoundary",
};

export function kindOfEvent(element: ModelElement): EventAnswer {
  const type = typeOf(element);
  const definitions = childrenOf(element, "eventDefinitions");
  const trigger = definitions.length > 1 ? definitions.map(typeOf).join(" + ") : triggerOf(element);
  const unsupported = { kind: "unsupported", feature: ` (${trigger})` } as const;
  if (textOf(element, "parallelMultiple") === "true" || definitions.length > 1) return unsupported;
  if (type === "startEvent") return kindOfStart(element, trigger);
  const kind = ELSEWHERE[`${type} ${trigger}`];
  if (kind === undefined) return unsupported;
  // A message that a worker sends is a job like any other.
  return { kind: trigger === "message" && kind === "throwEvent" && isJob(element) ? "jobTask" : kind };
}

const isJob = (element: ModelElement): boolean => extensionsOf(element, "zeebe:TaskDefinition").length > 0;

function kindOfStart(element: ModelElement, trigger: string): EventAnswer {
  const around = childOf(element, "$parent");
  const place =
    around === undefined || typeOf(around) === "process"
      ? "process"
      : isEventScope(around)
        ? "event"
        : "inside";
  // What undoes a subprocess stands in it: a whole process is undone by whoever called it.
  if (place === "event" && trigger === "compensate" && isInSubProcess(around)) return { kind: "eventStart" };
  if (STARTS[place].includes(trigger)) return { kind: trigger === "none" ? "noneStart" : "eventStart" };
  return { kind: "unsupported", feature: ` (${trigger}${place === "event" ? ", event subprocess" : ""})` };
}

const isInSubProcess = (eventScope: ModelElement | undefined): boolean => {
  const around = eventScope === undefined ? undefined : childOf(eventScope, "$parent");
  return around !== undefined && typeOf(around) === "subProcess" && !isEventScope(around);
};

/** True of a subprocess that begins by an event rather than by a token. */
export const isEventScope = (element: ModelElement): boolean =>
  typeOf(element) === "subProcess" && textOf(element, "triggeredByEvent") === "true";
