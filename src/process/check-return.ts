import { report, type Compilation } from "./compilation.ts";
import type { ModelElement } from "./model.ts";
import type { Flow, PlanNode } from "./plan.ts";

type Drawn = {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly flows: ReadonlyMap<string, Flow>;
};

/**
 * `yiwang:task returnTo` names user tasks of the same scope from which the task is reached without leaving or
 * entering a parallel part: otherwise returning would double tokens or leave a join waiting for ever. One run of several
 * may return only where they are a joint review, which it ends as a whole.
 */
export function checkReturns(
  node: PlanNode,
  element: ModelElement,
  drawn: Drawn,
  compilation: Compilation,
): void {
  if (node.kind !== "userTask") return;
  for (const to of node.returnTo ?? [])
    if ((node.loop !== undefined && node.loop.review === undefined) || !leadsAlone(to, node.id, drawn))
      report(compilation, "PROCESS_RETURN_IMPOSSIBLE", element, { to });
}

function leadsAlone(from: string, to: string, { nodes, flows }: Drawn): boolean {
  const start = nodes.get(from);
  if (start?.kind !== "userTask" || start.scope !== nodes.get(to)?.scope) return false;
  let reached = false;
  const seen = new Set<string>();
  const waiting: { readonly id: string; readonly depth: number }[] = [{ id: from, depth: 0 }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const node = nodes.get(at.id);
    if (node === undefined || seen.has(`${at.id} ${at.depth}`)) continue;
    seen.add(`${at.id} ${at.depth}`);
    if (at.id === to) {
      if (at.depth !== 0) return false;
      reached = true;
      continue;
    }
    const joined = at.depth - (isParallel(node) && node.incoming.length > 1 ? 1 : 0);
    // Out of the part that both stand in: what lies behind leads to the task by another round only.
    if (joined < 0) continue;
    const depth = joined + (isParallel(node) && node.outgoing.length > 1 ? 1 : 0);
    if (depth > nodes.size) continue;
    for (const flow of node.outgoing) {
      const next = flows.get(flow)?.to;
      if (next !== undefined) waiting.push({ id: next, depth });
    }
    for (const id of node.boundaries) waiting.push({ id, depth });
  }
  return reached;
}

const isParallel = ({ kind }: PlanNode): boolean => kind === "parallelGateway" || kind === "inclusiveGateway";
