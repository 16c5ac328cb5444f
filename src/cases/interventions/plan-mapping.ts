import { hasPlace, renamed, type PlanChange } from "#engine";
import { problem, type Problem } from "#kernel";
import type { Plan, PlanNode } from "#process";

/** An element of the plan that is left, and those of the new one that could stand for it. */
export type Lost = { readonly node: PlanNode; readonly candidates: readonly PlanNode[] };

/**
 * What of a plan has no place in another by its own id, the outer before the inner, and what could stand for it under
 * the mapping so far: of the same kind, in the same scope, new there, and asked of the same people.
 */
export function lostElements({ from, to, mapping }: PlanChange): readonly Lost[] {
  const added = Object.values(to.nodes).filter(({ id }) => !Object.hasOwn(from.nodes, id));
  return outerFirst(from)
    .filter(({ id }) => !hasPlace({ from, to, mapping: without(mapping, id) }, id))
    .map((node) => ({
      node,
      candidates: added.filter(
        (each) =>
          askSame(node, each) && hasPlace({ from, to, mapping: { ...mapping, [node.id]: each.id } }, node.id),
      ),
    }));
}

/** What is proposed: what is lost goes to what is called the same, where one alone is. */
export function proposeMapping(from: Plan, to: Plan): Readonly<Record<string, string>> {
  let mapping: Record<string, string> = {};
  // One after the other, as where an inner element may go follows from where the scope around it goes.
  for (const { id } of outerFirst(from)) {
    const lost = lostElements({ from, to, mapping }).find(({ node }) => node.id === id);
    const taken = new Set(Object.values(mapping));
    const same = lost?.candidates.filter(
      ({ id: each, name }) => !taken.has(each) && name !== "" && name === lost.node.name,
    );
    const [only, ...others] = same ?? [];
    if (only !== undefined && others.length === 0) mapping = { ...mapping, [id]: only.id };
  }
  return mapping;
}

/** The mapping with the flows that follow from it: between the same two elements, where one flow alone leads. */
export function withFlows({ from, to, mapping }: PlanChange): Readonly<Record<string, string>> {
  const flows = Object.values(from.flows).flatMap((flow): readonly (readonly [string, string])[] => {
    if (Object.hasOwn(to.flows, flow.id)) return [];
    const [only, ...others] = Object.values(to.flows).filter(
      (each) =>
        each.from === renamed({ mapping }, flow.from) &&
        each.to === renamed({ mapping }, flow.to) &&
        !Object.hasOwn(from.flows, each.id),
    );
    return only === undefined || others.length > 0 ? [] : [[flow.id, only.id]];
  });
  return { ...Object.fromEntries(flows), ...mapping };
}

/**
 * What is wrong with a mapping, whatever stands where: it may give an element that is gone another name, and never
 * make one step of another, for that would decide. Codes: MIGRATION_MAPPING_UNKNOWN, MIGRATION_MAPPING_TWICE,
 * MIGRATION_MAPPING_UNFIT.
 */
export function mappingFault(change: PlanChange): Problem | undefined {
  const { from, to, mapping } = change;
  const lost = new Map(lostElements(change).map((each) => [each.node.id, each]));
  const taken = new Set<string>();
  for (const [old, fresh] of Object.entries(mapping)) {
    const [before, after] = [from.nodes[old], to.nodes[fresh]];
    if (before === undefined || after === undefined)
      return problem("MIGRATION_MAPPING_UNKNOWN", { element: before === undefined ? old : fresh });
    const names = { from: nameOf(before), to: nameOf(after) };
    if (taken.has(fresh)) return problem("MIGRATION_MAPPING_TWICE", names);
    taken.add(fresh);
    if (!(lost.get(old)?.candidates ?? []).some(({ id }) => id === fresh))
      return problem("MIGRATION_MAPPING_UNFIT", names);
  }
  return undefined;
}

const nameOf = ({ name, id }: PlanNode): string => (name === "" ? id : name);

/** The same people are asked: what a migration renames is not somebody else's to do. */
function askSame(before: PlanNode, after: PlanNode): boolean {
  if (before.kind !== "userTask" || after.kind !== "userTask") return true;
  const asked = ({ candidateGroups, candidateUsers, assignee, optional, organ }: typeof before): string =>
    JSON.stringify([candidateGroups, candidateUsers, assignee, optional, organ]);
  return asked(before) === asked(after);
}

function outerFirst({ nodes }: Plan): readonly PlanNode[] {
  const depth = (node: PlanNode | undefined): number =>
    node === undefined || node.scope === null ? 0 : 1 + depth(nodes[node.scope]);
  // What stands on an edge follows what it stands on.
  const rank = (node: PlanNode): number => depth(node) * 2 + ("attachedTo" in node ? 1 : 0);
  return Object.values(nodes).toSorted((one, other) => rank(one) - rank(other));
}

function without(mapping: Readonly<Record<string, string>>, id: string): Readonly<Record<string, string>> {
  const { [id]: _own, ...rest } = mapping;
  return rest;
}
