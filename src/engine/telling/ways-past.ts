import type { Plan, PlanNode } from "#process";

/**
 * Whether a process can come to an element without going through another: from its beginning, or from an element
 * (`begin`) that what is asked about has come through.
 */
export function leadsPast(plan: Plan, past: string, to: string, begin?: string): boolean {
  const seen = new Set<string>([past]);
  const waiting = begin === undefined ? beginningsOf(plan) : [begin];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = plan.nodes[id];
    if (node === undefined || seen.has(id)) continue;
    if (id === to) return true;
    seen.add(id);
    waiting.push(...nextOf(plan, node));
  }
  return false;
}

function beginningsOf(plan: Plan): string[] {
  const own = Object.values(plan.nodes).filter(({ scope }) => scope === null);
  const events = own.filter(({ kind }) => kind === "eventStart" || kind === "eventSubProcess");
  return [...(plan.start === "" ? [] : [plan.start]), ...events.map(({ id }) => id)];
}

/** A subprocess is left only through what is in it, or by an event on its edge. */
function nextOf(plan: Plan, node: PlanNode): readonly string[] {
  const inside = Object.values(plan.nodes).filter(({ scope }) => scope === node.id);
  const events = inside.flatMap(({ kind, id }) => (kind === "eventSubProcess" ? [id] : []));
  const beside = [...node.boundaries, ...events];
  if (node.kind === "subProcess" || node.kind === "eventSubProcess") return [...beside, node.start];
  if (node.kind === "adHocSubProcess") return [...beside, ...node.offered, ...targetsOf(plan, node)];
  if (node.kind === "compensationBoundary") return [node.handler];
  return [...beside, ...(node.outgoing.length > 0 ? targetsOf(plan, node) : leftBy(plan, node))];
}

const targetsOf = (plan: Plan, { outgoing }: PlanNode): readonly string[] =>
  outgoing.flatMap((flow) => plan.flows[flow]?.to ?? []);

/** A way that ends inside a subprocess goes on behind it. */
function leftBy(plan: Plan, { scope }: PlanNode): readonly string[] {
  const around = scope === null ? undefined : plan.nodes[scope];
  if (around === undefined) return [];
  return around.outgoing.length > 0 ? targetsOf(plan, around) : leftBy(plan, around);
}
