import { element, isCycle, processXml } from "./bpmn.ts";

/** A process with messages, signals, errors and escalations beside it, each as `message m =key` or `error E code`. */
export function eventsXml(
  elements: readonly string[],
  connected: string,
  beside: readonly string[],
  id = "p",
): string {
  return withBeside(processXml(elements, connected, id), beside);
}

/** The same without the start event that `processXml` draws. */
export function startless(xml: string): string {
  return xml.replace('<bpmn:startEvent id="s" name="s"/>', "");
}

export function withBeside(xml: string, beside: readonly string[]): string {
  return xml.replace("</bpmn:definitions>", `${beside.map(besideXml).join("\n")}</bpmn:definitions>`);
}

/** One of what stands beside processes, as `message m =key`. */
export function besideXml(written: string): string {
  const [kind = "", name = "", ...rest] = written.split(" ");
  const value = rest.join(" ");
  if (kind === "error") return `<bpmn:error id="error_${name}" name="${name}" errorCode="${value}"/>`;
  if (kind === "escalation")
    return `<bpmn:escalation id="escalation_${name}" name="${name}" escalationCode="${value}"/>`;
  const key =
    value === ""
      ? ""
      : `<bpmn:extensionElements><zeebe:subscription correlationKey="${value.replaceAll('"', "&quot;")}"/></bpmn:extensionElements>`;
  return `<bpmn:${kind} id="${kind}_${name}" name="${name}">${key}</bpmn:${kind}>`;
}

/** An event definition: `message m`, `signal s`, `error E`, `escalation C`, `link l`, `compensate`, `timer PT1H`. */
export function definition(written: string): string {
  const [kind = "", name = ""] = written.split(" ");
  if (kind === "timer") return timerDefinition(written.slice("timer ".length));
  if (kind === "link") return `<bpmn:linkEventDefinition name="${name}"/>`;
  if (kind === "compensate")
    return `<bpmn:compensateEventDefinition${name === "" ? "" : ` activityRef="${name}"`}/>`;
  const reference = name === "" ? "" : ` ${kind}Ref="${kind}_${name}"`;
  return `<bpmn:${kind}EventDefinition${reference}/>`;
}

function timerDefinition(text: string): string {
  const form = isCycle(text)
    ? "timeCycle"
    : text.includes("T") && /^\d/.test(text)
      ? "timeDate"
      : "timeDuration";
  return `<bpmn:timerEventDefinition><bpmn:${form} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${form}></bpmn:timerEventDefinition>`;
}

export const start = (id: string, event: string, extensions = "", attributes = ""): string =>
  element("startEvent", id, { inside: definition(event), extensions, attributes });
export const catching = (id: string, event: string, extensions = ""): string =>
  element("intermediateCatchEvent", id, { inside: definition(event), extensions });
export const throwing = (id: string, event: string, extensions = ""): string =>
  element("intermediateThrowEvent", id, { inside: definition(event), extensions });
export const ending = (id: string, event: string, extensions = ""): string =>
  element("endEvent", id, { inside: definition(event), extensions });
export const receive = (id: string, message: string): string =>
  element("receiveTask", id, { attributes: `messageRef="message_${message}"` });

/** A boundary event; `edge("b", "t", "signal x", false)` does not interrupt. */
export const edge = (id: string, host: string, event: string, cancel = true, extensions = ""): string =>
  element("boundaryEvent", id, {
    attributes: `attachedToRef="${host}" cancelActivity="${cancel}"`,
    inside: definition(event),
    extensions,
  });

/** An event subprocess that begins by an event and runs through what is inside to its end. */
export function eventScope(
  id: string,
  event: string,
  inside: readonly string[],
  options: { readonly interrupting?: boolean; readonly extensions?: string } = {},
): string {
  const { interrupting = true, extensions = "" } = options;
  const ids = inside.map((each) => /id="([^"]+)"/.exec(each)?.[1] ?? "");
  const way = [`${id}_start`, ...ids, `${id}_end`];
  const drawn = way.slice(1).map((to, index) => {
    const from = way[index] ?? "";
    return `<bpmn:sequenceFlow id="${id}_f${index}" sourceRef="${from}" targetRef="${to}"/>`;
  });
  return element("subProcess", id, {
    attributes: 'triggeredByEvent="true"',
    extensions,
    inside: [
      start(`${id}_start`, event, "", `isInterrupting="${interrupting}"`),
      ...inside,
      element("endEvent", `${id}_end`),
      ...drawn,
    ].join("\n"),
  });
}

/** An embedded subprocess whose elements follow each other from its start to the last of them. */
export function scope(id: string, inside: readonly string[], ...more: readonly string[]): string {
  const ids = inside.map((each) => /id="([^"]+)"/.exec(each)?.[1] ?? "");
  const way = [`${id}_start`, ...ids];
  const drawn = way.slice(1).map((to, index) => {
    const from = way[index] ?? "";
    return `<bpmn:sequenceFlow id="${id}_f${index}" sourceRef="${from}" targetRef="${to}"/>`;
  });
  return element("subProcess", id, {
    inside: [element("startEvent", `${id}_start`), ...inside, ...drawn, ...more].join("\n"),
  });
}

/** An activity that undoes another, and the compensation event that leads from that one to it. */
export const undoing = (undo: string, host: string): string =>
  `${element("boundaryEvent", `${host}_edge`, { attributes: `attachedToRef="${host}"`, inside: definition("compensate") })}
<bpmn:association id="${host}_to_${undo}" associationDirection="One" sourceRef="${host}_edge" targetRef="${undo}"/>`;
