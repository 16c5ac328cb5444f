import { report, type Compilation } from "./compilation.ts";
import type { ModelElement } from "./model.ts";
import type { Flow, NodeOf, PlanNode, Trigger } from "./plan.ts";

type Events = {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly elements: ReadonlyMap<string, ModelElement>;
};

/** An event-based gateway leads to at least two events, each of which only it leads to. */
export function checkEventGateway(
  gateway: NodeOf<"eventGateway">,
  element: ModelElement,
  { nodes, flows }: Events,
  compilation: Compilation,
): void {
  const targets = gateway.outgoing.map((flow) => nodes.get(flows.get(flow)?.to ?? ""));
  if (targets.length < 2 || !targets.every(mayFollow))
    report(compilation, "PROCESS_EVENT_GATEWAY_TARGETS", element);
  // It is left by its event, not by a flow of its own accord.
  if (gateway.outputs.length > 0)
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "zeebe:output" });
  if (gateway.clocks.some(({ when }) => when === "leave"))
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: "yiwang:clock when=leave" });
  refuseDoubles(
    targets.flatMap((node) => (node?.kind === "catchEvent" ? [node] : [])),
    compilation,
    () => element,
  );
}

const mayFollow = (node: PlanNode | undefined): boolean =>
  node?.kind === "catchEvent" && node.incoming.length === 1 && node.boundaries.length === 0;

/** Of two events in one place that catch the same, nobody could say which one does. */
export function checkCatchers({ nodes, elements }: Events, compilation: Compilation): void {
  const find = (node: PlanNode): ModelElement | undefined => elements.get(node.id);
  const all = [...nodes.values()];
  for (const host of all) {
    const edge = host.boundaries.map((each) => nodes.get(each));
    refuseDoubles(edge.flatMap(catching), compilation, find);
  }
}

/** As `checkCatchers`, for the event subprocesses of each scope and the events that begin the process. */
export function checkEventStarts({ nodes, elements }: Events, compilation: Compilation): void {
  const starts = [...nodes.values()].flatMap((node) => (node.kind === "eventStart" ? [node] : []));
  const places = Map.groupBy(starts, ({ scope }) =>
    scope === null ? "" : (nodes.get(scope)?.scope ?? "process"),
  );
  for (const beside of places.values()) refuseDoubles(beside, compilation, (node) => elements.get(node.id));
}

type Catching = PlanNode & { readonly trigger: Trigger };

const catching = (node: PlanNode | undefined): readonly Catching[] =>
  node !== undefined && "trigger" in node ? [node] : [];

function refuseDoubles(
  events: readonly Catching[],
  compilation: Compilation,
  find: (node: PlanNode) => ModelElement | undefined,
): void {
  const seen = new Set<string>();
  for (const event of events) {
    const what = nameOf(event.trigger);
    const element = find(event);
    if (what === undefined || element === undefined) continue;
    if (seen.has(what)) report(compilation, "PROCESS_CATCH_SEVERAL", element, { what });
    seen.add(what);
  }
}

/** Any number of timers and signals may stand side by side; a name worked out at run time is not known here. */
function nameOf(trigger: Trigger): string | undefined {
  switch (trigger.kind) {
    case "error":
    case "escalation":
      return `${trigger.kind} ${trigger.code ?? "*"}`;
    case "message":
      return trigger.name.kind === "literal" ? `message ${trigger.name.value}` : undefined;
    default:
      return undefined;
  }
}

/** Compensation may name an activity of its own scope that can be undone. */
export function checkThrown(
  event: NodeOf<"throwEvent">,
  element: ModelElement,
  { nodes }: Events,
  compilation: Compilation,
): void {
  if (event.throws.kind !== "compensation" || event.throws.activity === null) return;
  const activity = nodes.get(event.throws.activity);
  const scopes = scopesOf(event, nodes);
  const undoable =
    activity !== undefined &&
    (activity.kind === "subProcess" ||
      activity.boundaries.some((each) => nodes.get(each)?.kind === "compensationBoundary"));
  if (!undoable || !scopes.includes(activity.scope))
    report(compilation, "PROCESS_REFERENCE_DANGLING", element, {
      property: "activityRef",
      reference: event.throws.activity,
    });
}

/** Where what a compensation event undoes may stand: its scope, or that around an event subprocess. */
function scopesOf(node: PlanNode, nodes: Events["nodes"]): readonly (string | null)[] {
  const around = node.scope === null ? undefined : nodes.get(node.scope);
  return around?.kind === "eventSubProcess" ? [node.scope, ...scopesOf(around, nodes)] : [node.scope];
}
