import type { Json, JsonObject } from "#kernel";
import type { PlanNode } from "#process";
import { readPaths } from "#rules";
import { textsIn, type LinkedPlan } from "../state/link.ts";
import { getNode, planAt } from "../state/run.ts";
import type { CaseState, ElementInstance, Wait } from "../state/state.ts";
import type { InstanceId } from "../state/types.ts";
import { atPath, contextOf } from "../state/variables.ts";

type FailedWait = Extract<Wait, { readonly kind: "failed" }>;

/** One value that a failed element reads. `value` is null where nothing stands there (`isThere` false). */
export type FailedRead = {
  readonly path: readonly string[];
  readonly value: Json;
  readonly isThere: boolean;
};

/** What a failed element is, and what it reads as it tries again. */
export type FailedElement = { readonly node: PlanNode; readonly reads: readonly FailedRead[] };

/**
 * The values on which it hangs whether a failure goes on when it is tried again: what the expressions of the phase that
 * failed read, what was mapped for a job, or, where a job or a decision is given everything, all that it sees. The
 * district's settings are not the case's to correct and are left out. Undefined where no such failure is open.
 */
export function findFailed(
  linked: LinkedPlan,
  state: CaseState,
  failure: InstanceId,
): FailedElement | undefined {
  const instance = Object.hasOwn(state.instances, failure) ? state.instances[failure] : undefined;
  if (instance?.wait.kind !== "failed") return undefined;
  const standing = { linked, instances: state.instances, variables: state.variables };
  const node = getNode(standing, instance.element, instance.scope);
  const { settings: _settings, ...seen } = contextOf(standing, instance);
  const paths = pathsOf(linked, standing, { instance, node, wait: instance.wait, seen });
  const reads = paths.filter(([name]) => name !== "settings").map((path) => readAt(seen, path));
  const distinct = new Map(reads.map((read) => [read.path.join("\u0000"), read]));
  return { node, reads: [...distinct.values()].toSorted((one, other) => compare(one.path, other.path)) };
}

type Failed = {
  readonly instance: ElementInstance;
  readonly node: PlanNode;
  readonly wait: FailedWait;
  readonly seen: JsonObject;
};

type Paths = readonly (readonly string[])[];

function pathsOf(
  linked: LinkedPlan,
  standing: Pick<CaseState, "instances"> & { readonly linked: LinkedPlan },
  { instance, node, wait, seen }: Failed,
): Paths {
  const { phase } = wait;
  if (phase === "job")
    return Object.keys(node.inputs.length > 0 ? instance.variables : seen).map((name) => [name]);
  const texts = textsOfPhase(node, phase, planAt(standing, instance.scope).plan);
  const read = texts.flatMap((text) => {
    const expression = linked.feel.get(text);
    return expression === undefined ? [] : readPaths(expression, (name) => Object.hasOwn(seen, name));
  });
  // What a decision reads stands in its model, which sees everything.
  if (node.kind !== "decisionTask" || phase !== "activate") return read;
  return [...read, ...Object.keys(seen).map((name) => [name])];
}

type Drawn = Pick<LinkedPlan["plan"], "nodes" | "flows">;

/** The expressions that a phase evaluates. */
function textsOfPhase(
  node: PlanNode,
  phase: FailedWait["phase"],
  { nodes, flows }: Drawn,
): readonly string[] {
  const { inputs, outputs, clocks, ...rest } = node;
  const turns = (when: "enter" | "leave") => clocks.filter((each) => each.when === when);
  switch (phase) {
    case "enter":
    case "caught":
      return [...textsIn([inputs, turns("enter")])];
    case "complete":
      return [...textsIn(outputs)];
    case "clocks":
      return [...textsIn(turns("leave"))];
    case "leave":
      return [
        ...node.outgoing.flatMap((flow) => flows[flow]?.condition ?? []),
        ...textsIn(endsOf(node, nodes)),
      ];
    default: {
      const script = node.kind === "scriptTask" ? [node.expression] : [];
      const watching = Object.values(nodes).filter((each) => watches(each, node, { nodes, flows }));
      return [...script, ...textsIn([rest, watching])];
    }
  }
}

/** What is asked of several runs as one of them ends, and of an ad-hoc subprocess as something in it does. */
function endsOf({ id, scope }: PlanNode, nodes: Readonly<Record<string, PlanNode>>): readonly unknown[] {
  const around = scope === null ? undefined : nodes[scope];
  return [nodes[id]?.loop, around?.kind === "adHocSubProcess" ? around : undefined];
}

/** An event on the edge of an element, behind an event-based gateway, or that begins an event subprocess inside. */
function watches(event: PlanNode, { id, kind, outgoing }: PlanNode, { nodes, flows }: Drawn): boolean {
  if ("attachedTo" in event) return event.attachedTo === id;
  if (event.kind === "eventStart") return nodes[event.scope ?? ""]?.scope === id;
  if (event.kind === "catchEvent")
    return kind === "eventGateway" && outgoing.some((flow) => flows[flow]?.to === event.id);
  return false;
}

/** A path leads as far as there are objects: what stands inside a list is put right with the list. */
function readAt(seen: JsonObject, path: readonly string[]): FailedRead {
  for (let length = 1; length < path.length; length += 1) {
    const value = atPath(seen, path.slice(0, length));
    if (value !== undefined && value !== null && (typeof value !== "object" || Array.isArray(value)))
      return { path: path.slice(0, length), value, isThere: true };
  }
  const value = atPath(seen, path);
  return { path, value: value ?? null, isThere: value !== undefined };
}

function compare(one: readonly string[], other: readonly string[]): number {
  return one.join(".") < other.join(".") ? -1 : 1;
}
