import type { Plan, PlanNode } from "#process";

/**
 * The parallel part that each element stands in, as the splits that a token has gone through and not yet joined; an
 * element that is drawn to be reached in several ways has several. Two elements in the same part can be exchanged
 * without doubling a token or leaving a join waiting for ever.
 */
export function parallelParts(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const parts = new Map<string, Set<string>>();
  const waiting: { readonly id: string; readonly splits: readonly string[] }[] = [];
  if (plan.start !== "") waiting.push({ id: plan.start, splits: [] });
  for (const node of Object.values(plan.nodes)) {
    if (node.scope !== null) continue;
    if (node.kind === "eventStart") waiting.push({ id: node.id, splits: [] });
    if (node.kind === "eventSubProcess") waiting.push({ id: node.id, splits: [node.id] });
  }
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const node = plan.nodes[at.id];
    if (node === undefined || at.splits.length > Object.keys(plan.nodes).length) continue;
    const joined = isGate(node) && node.incoming.length > 1 ? at.splits.slice(0, -1) : at.splits;
    const part = joined.join(" ");
    const known = parts.get(node.id) ?? new Set();
    if (known.has(part)) continue;
    parts.set(node.id, known.add(part));
    waiting.push(...following(plan, node, joined));
  }
  return parts;
}

type Reached = { readonly id: string; readonly splits: readonly string[] };

function following(plan: Plan, node: PlanNode, splits: readonly string[]): readonly Reached[] {
  const flowing =
    isGate(node) && node.outgoing.length > 1 ? (flow: string) => [...splits, flow] : () => splits;
  return [
    ...node.outgoing.flatMap((flow) => {
      const to = plan.flows[flow]?.to;
      return to === undefined ? [] : [{ id: to, splits: flowing(flow) }];
    }),
    ...node.boundaries.map((id) => ({ id, splits: beside(plan, id) ? [...splits, id] : splits })),
    ...insideOf(plan, node).map(({ id, alone }) => ({ id, splits: alone ? splits : [...splits, id] })),
  ];
}

/** Inside a scope that runs several times, or in any order, each beginning is a part of its own. */
function insideOf(plan: Plan, node: PlanNode): readonly { readonly id: string; readonly alone: boolean }[] {
  const events = Object.values(plan.nodes).flatMap((each) =>
    each.kind === "eventSubProcess" && each.scope === node.id ? [{ id: each.id, alone: false }] : [],
  );
  if (node.kind === "subProcess") return [{ id: node.start, alone: node.loop === undefined }, ...events];
  if (node.kind === "eventSubProcess") return [{ id: node.start, alone: true }, ...events];
  if (node.kind === "adHocSubProcess") return node.offered.map((id) => ({ id, alone: false }));
  return [];
}

/** An event on an edge that does not end its activity goes on beside it. */
function beside(plan: Plan, id: string): boolean {
  const node = plan.nodes[id];
  return node?.kind === "boundaryEvent" && !node.interrupting;
}

const isGate = ({ kind }: PlanNode): boolean => kind === "parallelGateway" || kind === "inclusiveGateway";
