import type { Plan, PlanNode } from "#process";

/** The elements that may still be reached from those where something stands; `from` itself is among them. */
export function elementsAhead(plan: Plan, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = from.length === 0 ? [] : [...from, ...eventScopesOf(plan, null)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = plan.nodes[id];
    if (node === undefined || found.has(id)) continue;
    found.add(id);
    waiting.push(...following(plan, node));
  }
  return found;
}

/** By a flow, by an event on the edge, or by what begins inside. */
function following(plan: Plan, node: PlanNode): readonly string[] {
  const next = node.outgoing.flatMap((flow) => plan.flows[flow]?.to ?? []);
  return [...next, ...node.boundaries, ...eventScopesOf(plan, node.id), ...insideOf(node)];
}

function insideOf(node: PlanNode): readonly string[] {
  switch (node.kind) {
    case "subProcess":
    case "eventSubProcess":
      return [node.start];
    case "adHocSubProcess":
      return node.offered;
    case "compensationBoundary":
      return [node.handler];
    default:
      return [];
  }
}

const eventScopesOf = (plan: Plan, scope: string | null): readonly string[] =>
  Object.values(plan.nodes).flatMap((node) =>
    node.kind === "eventSubProcess" && node.scope === scope ? [node.id] : [],
  );
