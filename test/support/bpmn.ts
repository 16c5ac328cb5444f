const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:yiwang="http://yiwang.dev/schema/bpmn/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(" ");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** An element such as `<bpmn:userTask id="t" name="t">…</bpmn:userTask>` with its extension elements. */
export function element(
  type: string,
  id: string,
  options: { readonly attributes?: string; readonly extensions?: string; readonly inside?: string } = {},
): string {
  const { attributes = "", extensions = "", inside = "" } = options;
  return `<bpmn:${type} id="${id}" name="${id}" ${attributes}>${extended(extensions)}${inside}</bpmn:${type}>`;
}

/** A sequence flow; a condition is FEEL without its `=`. */
export function flow(id: string, from: string, to: string, condition?: string): string {
  const inside =
    condition === undefined
      ? ""
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escaped(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inside}</bpmn:sequenceFlow>`;
}

/** Flows written as `a b` or `a b x > 5`, numbered f1, f2 … */
export function flows(...lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const [from = "", to = "", ...condition] = line.trim().split(/\s+/);
      return flow(`f${index + 1}`, from, to, condition.length === 0 ? undefined : condition.join(" "));
    })
    .join("\n");
}

/** The start event `s`, elements, flows, in one executable process. */
export function processXml(
  elements: readonly string[],
  connected: string,
  id = "p",
  more = "",
  extensions = "",
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="test">
${processBody(['<bpmn:startEvent id="s" name="s"/>', ...elements], connected, id, extensions)}
${more}
</bpmn:definitions>`;
}

const extended = (extensions: string): string =>
  extensions === "" ? "" : `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`;

/** One process of a file that may hold several; `extensions` are those of the process itself. */
export const processBody = (
  elements: readonly string[],
  connected: string,
  id: string,
  extensions = "",
): string =>
  `<bpmn:process id="${id}" name="Process ${id}" isExecutable="true">
${extended(extensions)}
${elements.join("\n")}
${connected}
</bpmn:process>`;

export const end = (id = "e", inside = "", extensions = ""): string =>
  element("endEvent", id, { inside, extensions });
export const terminate = (id: string): string => end(id, "<bpmn:terminateEventDefinition/>");
export const user = (id: string, extensions = ""): string =>
  element("userTask", id, { extensions: `<zeebe:userTask/>${extensions}` });
export const job = (id: string, extensions = ""): string =>
  element("serviceTask", id, { extensions: `<zeebe:taskDefinition type="work"/>${extensions}` });
export const script = (id: string, expression: string, resultVariable: string): string =>
  element("scriptTask", id, {
    extensions: `<zeebe:script expression="=${escaped(expression)}" resultVariable="${resultVariable}"/>`,
  });
/** The marker of several runs: `loop('inputCollection="=items" inputElement="item"')`. */
export function loop(attributes: string, sequential = false, completion = ""): string {
  const condition =
    completion === ""
      ? ""
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=${escaped(completion)}</bpmn:completionCondition>`;
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements>
    <zeebe:loopCharacteristics ${attributes}/></bpmn:extensionElements>${condition}
    </bpmn:multiInstanceLoopCharacteristics>`;
}
export const gateway = (
  kind: "exclusive" | "inclusive" | "parallel",
  id: string,
  defaultFlow?: string,
): string =>
  element(`${kind}Gateway`, id, {
    attributes: defaultFlow === undefined ? "" : `default="${defaultFlow}"`,
  });

const timerDefinition = (inside: string): string =>
  `<bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition>`;
const duration = (text: string): string =>
  `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDuration>`;

export const timer = (id: string, text: string): string =>
  element("intermediateCatchEvent", id, { inside: timerDefinition(duration(text)) });

/** A repeating timer: `R3/PT1M`, or a cron. */
export const isCycle = (text: string): boolean => /^(?:R\d*\/|@|[\d*]\S* )/.test(text);

/** A boundary timer; `R3/PT1M` is written as a cycle. */
export function boundary(id: string, host: string, text: string, cancel = true, extensions = ""): string {
  const cycle = `<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeCycle>`;
  const inside = text === "" ? "" : isCycle(text) ? cycle : duration(text);
  return element("boundaryEvent", id, {
    attributes: `attachedToRef="${host}" cancelActivity="${cancel}"`,
    extensions,
    inside: timerDefinition(inside),
  });
}
