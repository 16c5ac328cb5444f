import { extensionsOf } from "../extension-elements.ts";
import { childOf, textOf, typeOf, type ModelElement } from "../model.ts";
import type { NodeKind } from "../plan.ts";
import { isEventScope, kindOfEvent } from "./kind-of-event.ts";

/** The kind an element is run as, or why it is not run at all. */
export type KindAnswer =
  | { readonly kind: NodeKind }
  | { readonly kind: "unsupported"; readonly feature: string };

const unsupported = (feature: string): KindAnswer => ({ kind: "unsupported", feature });

const PLAIN: Readonly<Record<string, NodeKind>> = {
  task: "passThrough",
  manualTask: "passThrough",
  userTask: "userTask",
  receiveTask: "catchEvent",
  serviceTask: "jobTask",
  adHocSubProcess: "adHocSubProcess",
  callActivity: "callActivity",
  eventBasedGateway: "eventGateway",
  exclusiveGateway: "exclusiveGateway",
  inclusiveGateway: "inclusiveGateway",
  parallelGateway: "parallelGateway",
};

export function kindOf(element: ModelElement): KindAnswer {
  const loop = childOf(element, "loopCharacteristics");
  if (loop !== undefined && !mayRepeat(element, loop)) return unsupported(` (${typeOf(loop)})`);
  for (const quantity of ["startQuantity", "completionQuantity"])
    if ((textOf(element, quantity) ?? "1") !== "1") return unsupported(` (${quantity})`);
  if (textOf(element, "instantiate") === "true") return unsupported(" (instantiate)");
  const type = typeOf(element);
  if (type === "subProcess") return { kind: isEventScope(element) ? "eventSubProcess" : "subProcess" };
  const plain = PLAIN[type];
  if (plain !== undefined) return { kind: plain };
  if (type === "scriptTask") return { kind: has(element, "zeebe:Script") ? "scriptTask" : "jobTask" };
  if (type === "businessRuleTask")
    return { kind: has(element, "zeebe:CalledDecision") ? "decisionTask" : "jobTask" };
  if (type === "sendTask") return { kind: publishes(element) ? "throwEvent" : "jobTask" };
  return type.endsWith("Event") ? kindOfEvent(element) : unsupported("");
}

/** A message without a worker to send it is published by the engine itself. */
const publishes = (element: ModelElement): boolean =>
  !has(element, "zeebe:TaskDefinition") && childOf(element, "messageRef") !== undefined;

/** BPMN's standard loop has no place in Camunda 8; a gateway draws the same. */
const mayRepeat = (element: ModelElement, loop: ModelElement): boolean =>
  loop.$type === "bpmn:MultiInstanceLoopCharacteristics" &&
  /Task$|^task$|^(?:adHoc)?[sS]ubProcess$|^callActivity$/.test(typeOf(element)) &&
  textOf(element, "triggeredByEvent") !== "true";

const has = (element: ModelElement, extension: string): boolean =>
  extensionsOf(element, extension).length > 0;
