import { checkClocks, checkLadders } from "./check-clocks.ts";
import { checkCatchers, checkEventGateway, checkEventStarts, checkThrown } from "./check-events.ts";
import { checkReturns } from "./check-return.ts";
import { report, type Compilation } from "./compilation.ts";
import { COMPILERS } from "./elements/compilers.ts";
import type { ElementCompiler } from "./elements/element-compiler.ts";
import { childOf, idOf, textOf, type ModelElement } from "./model.ts";
import { CALLER } from "./plan.ts";
import type { ExclusiveGateway, Flow, InclusiveGateway, NodeKind, Plan, PlanNode } from "./plan.ts";

/** One scope (a process or a subprocess) being checked: its nodes and flows by id, with the XML element of each node. */
export type Graph = {
  readonly container: ModelElement;
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly elements: ReadonlyMap<string, ModelElement>;
};

/** Checks what can be wrong between elements: missing and misplaced flows, defaults, parts nobody reaches. */
export function checkGraph(graph: Graph, compilation: Compilation): void {
  for (const node of graph.nodes.values()) {
    const element = graph.elements.get(node.id);
    if (element === undefined) continue;
    checkFlows(node, element, compilation);
    checkDefault(node, element, compilation);
    if (isChoosing(node)) checkConditions(node, element, graph, compilation);
    checkReturns(node, element, graph, compilation);
    if ("attachedTo" in node) checkHost(node.attachedTo, element, graph, compilation);
    if (node.kind === "eventGateway") checkEventGateway(node, element, graph, compilation);
  }
  checkCatchers(graph, compilation);
  checkStarts(graph, compilation);
}

/** Checks what may reach across scopes: duties and clocks. */
export function checkPlan(
  scopes: readonly Graph[],
  ladders: NonNullable<Plan["ladders"]>,
  compilation: Compilation,
): void {
  const whole: Graph = {
    container: scopes[0]?.container ?? { $type: "bpmn:Process" },
    nodes: new Map(scopes.flatMap(({ nodes }) => [...nodes])),
    flows: new Map(scopes.flatMap(({ flows }) => [...flows])),
    elements: new Map(scopes.flatMap(({ elements }) => [...elements])),
  };
  for (const node of whole.nodes.values()) {
    const element = whole.elements.get(node.id);
    if (element === undefined) continue;
    if (node.kind === "userTask") checkSeparation(node.separateFrom, element, whole, compilation);
    if (node.kind === "throwEvent") checkThrown(node, element, whole, compilation);
  }
  checkEventStarts(whole, compilation);
  checkClocks(whole, compilation);
  checkLadders(whole, ladders, compilation);
}

const isChoosing = (node: PlanNode): node is ExclusiveGateway | InclusiveGateway =>
  node.kind === "exclusiveGateway" || node.kind === "inclusiveGateway";

function checkFlows(node: PlanNode, element: ModelElement, compilation: Compilation): void {
  const rules = { ...COMPILERS[node.kind], ...flowsOfType(node, element) };
  if (rules.outgoing === "one" && node.outgoing.length === 0)
    report(compilation, "PROCESS_FLOW_MISSING", element, { direction: "outgoing" });
  if (rules.outgoing === "none" && node.outgoing.length > 0)
    report(compilation, "PROCESS_FLOW_MISPLACED", element, { direction: "outgoing" });
  if (rules.incoming === "none" && node.incoming.length > 0)
    report(compilation, "PROCESS_FLOW_MISPLACED", element, { direction: "incoming" });
}

/** Where several BPMN types run as one kind, the type still says what flows it may have. */
function flowsOfType(
  { type }: PlanNode,
  element: ModelElement,
): Partial<Pick<ElementCompiler<NodeKind>, "incoming" | "outgoing">> {
  if (textOf(element, "isForCompensation") === "true") return { incoming: "none", outgoing: "none" };
  if (type === "endEvent") return { outgoing: "none" };
  return type === "intermediateCatchEvent" ? { outgoing: "one" } : {};
}

function checkDefault(node: PlanNode, element: ModelElement, compilation: Compilation): void {
  const flow = childOf(element, "default");
  if (flow === undefined) return;
  const conditional = childOf(flow, "conditionExpression") !== undefined;
  if (!isChoosing(node) || !node.outgoing.includes(idOf(flow)) || conditional)
    report(compilation, "PROCESS_DEFAULT_MISPLACED", element, { flow: idOf(flow) });
}

function checkConditions(
  gateway: ExclusiveGateway | InclusiveGateway,
  element: ModelElement,
  graph: Graph,
  compilation: Compilation,
): void {
  if (gateway.outgoing.length < 2) return;
  for (const flow of gateway.outgoing) {
    const conditional = graph.flows.get(flow)?.condition !== null;
    if (!conditional && flow !== gateway.defaultFlow)
      report(compilation, "PROCESS_CONDITION_MISSING", element, { flow });
  }
}

function checkSeparation(
  names: readonly string[],
  element: ModelElement,
  graph: Graph,
  compilation: Compilation,
): void {
  for (const name of names) {
    // In the process that calls this one, which is known only where it is called.
    if (name.startsWith(CALLER)) continue;
    if (graph.nodes.get(name)?.kind !== "userTask")
      report(compilation, "PROCESS_REFERENCE_DANGLING", element, {
        property: "yiwang:task separateFrom",
        reference: name,
      });
  }
}

function checkHost(host: string, element: ModelElement, graph: Graph, compilation: Compilation): void {
  const node = graph.nodes.get(host);
  if (node === undefined) return;
  if (
    node.kind !== "eventSubProcess" &&
    /Task$|^task$|^(?:adHoc)?[sS]ubProcess$|^callActivity$/.test(node.type)
  )
    return;
  report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute: "attachedToRef", value: host });
}

function checkStarts(graph: Graph, compilation: Compilation): void {
  if (graph.container.$type === "bpmn:AdHocSubProcess") return checkOffered(graph, compilation);
  const starts = [...graph.nodes.values()].filter(isStart);
  const isProcess = graph.container.$type === "bpmn:Process";
  if (starts.length === 0) return report(compilation, "PROCESS_START_MISSING", graph.container);
  // A process may be begun by many events but only by one token from nowhere.
  for (const extra of starts.filter(({ kind }) => !isProcess || kind === "noneStart").slice(1)) {
    const element = graph.elements.get(extra.id);
    if (element !== undefined) report(compilation, "PROCESS_START_SEVERAL", element);
  }
  checkReached(starts, graph, compilation);
}

const isStart = ({ kind }: PlanNode): boolean => kind === "noneStart" || kind === "eventStart";

/** In an ad-hoc subprocess elements begin because they are named; start and end events have no place there. */
function checkOffered(graph: Graph, compilation: Compilation): void {
  for (const [id, element] of graph.elements)
    if (/^(?:start|end)Event$/.test(graph.nodes.get(id)?.type ?? ""))
      report(compilation, "PROCESS_ELEMENT_UNSUPPORTED", element, { feature: " (ad-hoc subprocess)" });
  const starts = [...graph.nodes.values()].filter(
    ({ incoming, type }) => incoming.length === 0 && type !== "boundaryEvent",
  );
  if (starts.length === 0) report(compilation, "PROCESS_START_MISSING", graph.container);
  checkReached(starts, graph, compilation);
}

function checkReached(starts: readonly PlanNode[], graph: Graph, compilation: Compilation): void {
  const reached = reachedFrom(starts, graph);
  for (const [id, element] of graph.elements)
    if (graph.nodes.has(id) && !reached.has(id)) report(compilation, "PROCESS_UNREACHABLE", element);
}

function reachedFrom(starts: readonly PlanNode[], graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>();
  const byEvent = [...graph.nodes.values()].filter(({ kind }) => kind === "eventSubProcess");
  const waiting = [...starts, ...byEvent].map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = graph.nodes.get(id);
    if (node === undefined) continue;
    for (const flow of node.outgoing) waiting.push(graph.flows.get(flow)?.to ?? id);
    waiting.push(...node.boundaries);
    if (node.kind === "compensationBoundary") waiting.push(node.handler);
  }
  return reached;
}
