import { readRequiredValue, report, type Compilation } from "./compilation.ts";
import { extensionsOf } from "./extension-elements.ts";
import { childOf, childrenOf, nameOf, textOf, typeOf, type ModelElement } from "./model.ts";
import type { Throwing, Trigger, Value } from "./plan.ts";
import { readTimer } from "./timers.ts";

/** What kind of event an element is: `timer`, `message`, … and `none` where it has no definition. */
export function triggerOf(element: ModelElement): string {
  const definition = definitionOf(element);
  return definition === undefined ? "none" : typeOf(definition).replace(/EventDefinition$/, "");
}

const definitionOf = (element: ModelElement): ModelElement | undefined =>
  childrenOf(element, "eventDefinitions")[0];

type CatchOptions = {
  /** A repeating timer may stand here. */
  readonly cycle: boolean;
  /** A message finds the instance that waits for it by a key; one that begins a process has none. */
  readonly keyed: boolean;
};

/** What an event waits for. Receive tasks name their message themselves. */
export function readTrigger(
  element: ModelElement,
  { cycle, keyed }: CatchOptions,
  compilation: Compilation,
): Trigger {
  const holder = definitionOf(element) ?? element;
  const trigger = element.$type === "bpmn:ReceiveTask" ? "message" : triggerOf(element);
  if (trigger === "timer") return { kind: "timer", timer: readTimer(element, { cycle }, compilation) };
  if (extensionsOf(element, "yiwang:Limit").length > 0)
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "yiwang:Limit" });
  switch (trigger) {
    case "message": {
      const message = childOf(holder, "messageRef");
      const name = readName(element, "messageRef", message, compilation);
      return { kind: "message", name, key: keyed ? readKey(element, message, compilation) : null };
    }
    case "signal":
      return {
        kind: "signal",
        name: readName(element, "signalRef", childOf(holder, "signalRef"), compilation),
      };
    case "compensate":
      return { kind: "compensation" };
    case "error":
      return { kind: "error", code: readCaught(element, "errorRef", "errorCode", compilation) };
    case "escalation":
      return {
        kind: "escalation",
        code: readCaught(element, "escalationRef", "escalationCode", compilation),
      };
    default:
      throw new Error(`${element.$type} ${trigger} was let through as an event that waits`);
  }
}

/** What an event sets off when it is reached. Send tasks name their message themselves. */
export function readThrowing(element: ModelElement, compilation: Compilation): Throwing {
  const holder = definitionOf(element) ?? element;
  const trigger = element.$type === "bpmn:SendTask" ? "message" : triggerOf(element);
  switch (trigger) {
    case "message": {
      const message = childOf(holder, "messageRef");
      const name = readName(element, "messageRef", message, compilation);
      return { kind: "message", name, key: readKey(element, message, compilation) };
    }
    case "signal":
      return {
        kind: "signal",
        name: readName(element, "signalRef", childOf(holder, "signalRef"), compilation),
      };
    case "error":
      return { kind: "error", code: readCode(element, "errorRef", "errorCode", compilation) };
    case "escalation":
      return { kind: "escalation", code: readCode(element, "escalationRef", "escalationCode", compilation) };
    case "compensate": {
      const activity = childOf(holder, "activityRef");
      return {
        kind: "compensation",
        activity: activity === undefined ? null : (textOf(activity, "id") ?? null),
      };
    }
    default:
      throw new Error(`${element.$type} ${trigger} was let through as an event that throws`);
  }
}

function readName(
  element: ModelElement,
  reference: string,
  referred: ModelElement | undefined,
  compilation: Compilation,
): Value {
  const name = referred === undefined ? undefined : (textOf(referred, "name") ?? nameOf(referred));
  return readRequiredValue(compilation, element, `${reference} name`, name);
}

function readKey(element: ModelElement, message: ModelElement | undefined, compilation: Compilation): Value {
  const subscription = message === undefined ? undefined : extensionsOf(message, "zeebe:Subscription")[0];
  const key = subscription === undefined ? undefined : textOf(subscription, "correlationKey");
  return readRequiredValue(compilation, element, "zeebe:subscription correlationKey", key);
}

function readCode(
  element: ModelElement,
  reference: string,
  property: string,
  compilation: Compilation,
): Value {
  const referred = childOf(definitionOf(element) ?? element, reference);
  const code = referred === undefined ? undefined : textOf(referred, property);
  return readRequiredValue(compilation, element, `${reference} ${property}`, code);
}

/** The code caught: text only, as Camunda 8 has it; null catches every code. */
function readCaught(
  element: ModelElement,
  reference: string,
  property: string,
  compilation: Compilation,
): string | null {
  const referred = childOf(definitionOf(element) ?? element, reference);
  const code = referred === undefined ? "" : (textOf(referred, property) ?? "").trim();
  if (code.startsWith("="))
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute: property, value: code });
  return code === "" ? null : code;
}
