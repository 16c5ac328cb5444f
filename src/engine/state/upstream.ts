import type { Plan } from "#process";

type Edge = { readonly from: string; readonly to: string };

/**
 * For each incoming flow of a joining inclusive gateway: the nodes from which a token can still come by it without
 * passing the gateway. A way that leads back to the beginning of a loop which the gateway stands in is none: what
 * takes it comes in the next round, and waiting for it would be waiting for oneself.
 */
export function upstreamOf(plan: Plan, join: string): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = edgesOf(plan);
  const behind = reachable(edges, join);
  // Only what lies on a circle through the gateway can be a part of its loops.
  const circle = new Set([...reaching(edges, join, "")].filter((id) => behind.has(id)));
  const isRound = (edge: Edge): boolean =>
    edge.to !== join && circle.has(edge.from) && circle.has(edge.to) && leadsRound(edges, edge, join);
  const rounds = new Set(edges.filter(isRound));
  const forward = edges.filter((edge) => !rounds.has(edge));
  const incoming = plan.nodes[join]?.incoming ?? [];
  return new Map(incoming.map((flow) => [flow, reaching(forward, plan.flows[flow]?.from, join)]));
}

/** Sequence flows, and the way from an activity to the events on its edge. */
function edgesOf(plan: Plan): readonly Edge[] {
  const edges = Object.values(plan.nodes).flatMap(({ id, boundaries }) =>
    boundaries.map((to) => ({ from: id, to })),
  );
  return [...Object.values(plan.flows), ...edges];
}

/** Whether an edge leads back to the one entry of a loop that the node stands in. */
function leadsRound(edges: readonly Edge[], { from, to: head }: Edge, node: string): boolean {
  const loop = reaching(edges, from, head);
  if (!loop.has(node) || !loop.has(head)) return false;
  const targets = new Set(edges.map(({ to }) => to));
  const entries = edges.map((edge) => edge.from).filter((each) => !targets.has(each) && each !== head);
  const besides = edges.filter((edge) => edge.from !== head && edge.to !== head);
  return !entries.some((entry) => reachable(besides, entry).has(from));
}

/** The nodes from which one is reached; the search ends at `stop`, though it may begin there. */
function reaching(edges: readonly Edge[], to: string | undefined, stop: string): ReadonlySet<string> {
  return walk(to, (id) =>
    id === stop ? [] : edges.filter((edge) => edge.to === id).map(({ from }) => from),
  );
}

const reachable = (edges: readonly Edge[], from: string): ReadonlySet<string> =>
  walk(from, (id) => edges.filter((edge) => edge.from === id).map(({ to }) => to));

function walk(start: string | undefined, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = start === undefined ? [] : [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...next(id));
  }
  return found;
}
