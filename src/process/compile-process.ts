import { err, hashOf, ok, problem, type Json, type Problem, type Result } from "#kernel";
import { checkGraph, checkPlan, type Graph } from "./check-graph.ts";
import { checkKnown } from "./check-known.ts";
import { report, type Compilation } from "./compilation.ts";
import { COMPILERS } from "./elements/compilers.ts";
import { kindOf } from "./elements/kind-of.ts";
import { checkExtensions, readExtensions } from "./extensions.ts";
import { readFlows } from "./flows.ts";
import { readDeadline, readLadders, readTaskDeadline } from "./ladders.ts";
import { readLinks } from "./links.ts";
import { readLoop } from "./loop.ts";
import { extensionsOf } from "./extension-elements.ts";
import { childOf, childrenOf, idOf, nameOf, textOf, typeOf, type ModelElement } from "./model.ts";
import type { Flow, NodeBase, NodeKind, Plan, PlanNode } from "./plan.ts";
import { readModel } from "./read-model.ts";

/** What stands beside processes and is read; collaborations and their pools are only drawn. */
const REFERRED_TO = new Set(["bpmn:Message", "bpmn:Signal", "bpmn:Error", "bpmn:Escalation"]);

export type CompileOptions = {
  /** Named in the details of every problem, so that a pack can say where it is. */
  readonly file?: string;
};

/** Kinds with elements of their own inside. */
const SCOPES: ReadonlySet<NodeKind> = new Set(["subProcess", "adHocSubProcess", "eventSubProcess"]);

/** Kinds that open a scope when a token comes to them. */
const OPENING: ReadonlySet<NodeKind> = new Set(["subProcess", "adHocSubProcess", "callActivity"]);

/** Drawn or kept for people and tools; the engine has nothing to do with them. */
const HARMLESS = new Set(["dataObject", "dataObjectReference", "dataStoreReference"]);

/**
 * Compiles every executable process of a BPMN 2.0 file (Camunda 8 dialect and `yiwang:` extensions) into
 * plans. Errors: all PROCESS_… problems found, each naming element id and name.
 */
export async function compileProcess(
  xml: string,
  options: CompileOptions = {},
): Promise<Result<readonly Plan[], readonly Problem[]>> {
  const compilation: Compilation = { problems: [], file: options.file ?? null };
  const definitions = await readModel(xml, compilation);
  if (definitions === undefined) return err(compilation.problems);
  const processes = childrenOf(definitions, "rootElements").filter(
    (each) => each.$type === "bpmn:Process" && textOf(each, "isExecutable") !== "false",
  );
  if (processes.length === 0) compilation.problems.push(problem("PROCESS_NONE_EXECUTABLE"));
  // What processes refer to is theirs as well: messages, signals, errors, escalations.
  for (const each of childrenOf(definitions, "rootElements"))
    if (processes.includes(each) || REFERRED_TO.has(each.$type)) checkKnown(each, compilation);
  const plans = processes.map((process) => compileOne(process, compilation));
  return compilation.problems.length === 0 ? ok(plans) : err(compilation.problems);
}

function compileOne(process: ModelElement, compilation: Compilation): Plan {
  const known = ["zeebe:VersionTag", "zeebe:Properties", "zeebe:UserTaskForm", "yiwang:Escalation"];
  checkExtensions(process, known, compilation);
  const ladders = readLadders(process, compilation);
  const scopes = compileScope(process, null, compilation);
  // With an element missing, the rest would only be reported as unreachable.
  if (!compilation.problems.some(({ code }) => code === "PROCESS_ELEMENT_UNSUPPORTED")) {
    for (const scope of scopes) checkGraph(scope, compilation);
    checkPlan(scopes, ladders, compilation);
  }
  return planOf(process, scopes, ladders);
}

/** The graph of a process or subprocess and of every subprocess inside it, outermost first. */
function compileScope(
  container: ModelElement,
  scope: string | null,
  compilation: Compilation,
): readonly Graph[] {
  const elements = childrenOf(container, "flowElements");
  const drawn = readFlows(elements, compilation).map(({ flow }) => flow);
  const flows = [...drawn, ...readLinks(elements, drawn, compilation)];
  const nodes = elements
    .filter((each) => each.$type !== "bpmn:SequenceFlow" && !HARMLESS.has(typeOf(each)))
    .flatMap((element) => {
      const node = compileNode(element, scope, elements, flows, compilation);
      return node === undefined ? [] : [{ node, element }];
    });
  const graph: Graph = {
    container,
    nodes: new Map(nodes.map(({ node }) => [node.id, node])),
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    elements: new Map(nodes.map(({ node, element }) => [node.id, element])),
  };
  const inner = nodes.filter(({ node }) => SCOPES.has(node.kind));
  return [graph, ...inner.flatMap(({ node, element }) => compileScope(element, node.id, compilation))];
}

function compileNode(
  element: ModelElement,
  scope: string | null,
  siblings: readonly ModelElement[],
  flows: readonly Flow[],
  compilation: Compilation,
): PlanNode | undefined {
  const answer = kindOf(element);
  if (answer.kind === "unsupported") {
    report(compilation, "PROCESS_ELEMENT_UNSUPPORTED", element, { feature: answer.feature });
    return undefined;
  }
  const id = idOf(element);
  if (id === "") report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "id" });
  const loop = readLoop(element, compilation);
  const deadline = OPENING.has(answer.kind)
    ? readDeadline(element, compilation)
    : answer.kind === "userTask"
      ? readTaskDeadline(element, compilation)
      : undefined;
  const base: NodeBase = {
    id,
    name: nameOf(element),
    type: typeOf(element),
    scope,
    incoming: flows.filter(({ to }) => to === id).map((flow) => flow.id),
    outgoing: flows.filter(({ from }) => from === id).map((flow) => flow.id),
    ...readExtensions(element, COMPILERS[answer.kind].extensions, compilation),
    boundaries: siblings
      .filter((each) => each.$type === "bpmn:BoundaryEvent" && hostOf(each) === id)
      .map(idOf),
    ...(loop === undefined ? {} : { loop }),
    ...(deadline === undefined ? {} : { deadline }),
  };
  return compileAs(answer.kind, element, base, compilation);
}

function hostOf(boundary: ModelElement): string | undefined {
  const host = childOf(boundary, "attachedToRef");
  return host === undefined ? undefined : idOf(host);
}

function compileAs(
  kind: NodeKind,
  element: ModelElement,
  base: NodeBase,
  compilation: Compilation,
): PlanNode {
  return COMPILERS[kind].compile(element, base, compilation);
}

function planOf(
  process: ModelElement,
  scopes: readonly Graph[],
  ladders: NonNullable<Plan["ladders"]>,
): Plan {
  const tag = extensionsOf(process, "zeebe:VersionTag")[0];
  const outermost = [...(scopes[0]?.nodes.values() ?? [])];
  const plan = {
    format: 1,
    id: idOf(process),
    name: nameOf(process),
    versionTag: tag === undefined ? null : (textOf(tag, "value") ?? null),
    start: outermost.find(({ kind }) => kind === "noneStart")?.id ?? "",
    nodes: Object.fromEntries(scopes.flatMap(({ nodes }) => [...nodes])),
    flows: Object.fromEntries(scopes.flatMap(({ flows }) => [...flows])),
    ...(Object.keys(ladders).length === 0 ? {} : { ladders }),
  } as const;
  return { ...plan, hash: hashOf(plan as Json) };
}
