import { childOf, childrenOf, extensionsOf, textOf, typeOf, type ModelElement } from "../model.ts";
import type { NodeKind } from "../plan.ts";

/** The kind an element is run as, or why it is not run at all. */
export type KindAnswer =
  | { readonly kind: NodeKind }
  | { readonly kind: "unsupported"; readonly feature: string };

const unsupported = (feature: string): KindAnswer => ({ kind: "unsupported", feature });

const PLAIN: Readonly<Record<string, NodeKind>> = {
  task: "passThrough",
  manualTask: "passThrough",
  userTask: "userTask",
  serviceTask: "jobTask",
  sendTask: "jobTask",
  adHocSubProcess: "adHocSubProcess",
  callActivity: "callActivity",
  exclusiveGateway: "exclusiveGateway",
  inclusiveGateway: "inclusiveGateway",
  parallelGateway: "parallelGateway",
};

const EVENTS: Readonly<Record<string, NodeKind>> = {
  "startEvent none": "noneStart",
  "endEvent none": "noneEnd",
  "endEvent terminate": "terminateEnd",
  "intermediateThrowEvent none": "passThrough",
  "intermediateCatchEvent timer": "timerCatch",
  "boundaryEvent timer": "timerBoundary",
};

export function kindOf(element: ModelElement): KindAnswer {
  const loop = childOf(element, "loopCharacteristics");
  if (loop !== undefined && !mayRepeat(element, loop)) return unsupported(` (${typeOf(loop)})`);
  if (textOf(element, "isForCompensation") === "true") return unsupported(" (compensation)");
  for (const quantity of ["startQuantity", "completionQuantity"])
    if ((textOf(element, quantity) ?? "1") !== "1") return unsupported(` (${quantity})`);
  const type = typeOf(element);
  if (type === "subProcess")
    return textOf(element, "triggeredByEvent") === "true"
      ? unsupported(" (event subprocess)")
      : { kind: "subProcess" };
  const plain = PLAIN[type];
  if (plain !== undefined) return { kind: plain };
  if (type === "scriptTask") return { kind: has(element, "zeebe:Script") ? "scriptTask" : "jobTask" };
  if (type === "businessRuleTask")
    return { kind: has(element, "zeebe:CalledDecision") ? "decisionTask" : "jobTask" };
  return kindOfEvent(element, type);
}

function kindOfEvent(element: ModelElement, type: string): KindAnswer {
  if (!type.endsWith("Event")) return unsupported("");
  const definitions = childrenOf(element, "eventDefinitions");
  const triggers = definitions.map((each) => typeOf(each).replace(/EventDefinition$/, ""));
  if (textOf(element, "parallelMultiple") === "true" || triggers.length > 1)
    return unsupported(` (${triggers.join(" + ")})`);
  const kind = EVENTS[`${type} ${triggers[0] ?? "none"}`];
  return kind === undefined ? unsupported(` (${triggers[0] ?? "none"})`) : { kind };
}

/** BPMN's standard loop has no place in Camunda 8; a gateway draws the same. */
const mayRepeat = (element: ModelElement, loop: ModelElement): boolean =>
  loop.$type === "bpmn:MultiInstanceLoopCharacteristics" &&
  /Task$|^task$|^(?:adHoc)?[sS]ubProcess$|^callActivity$/.test(typeOf(element)) &&
  textOf(element, "triggeredByEvent") !== "true";

const has = (element: ModelElement, extension: string): boolean =>
  extensionsOf(element, extension).length > 0;
