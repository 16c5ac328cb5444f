import type { Plan, PlanNode } from "#process";

/** From one plan to another; ids that are not mapped stay as they are. */
export type PlanChange = {
  readonly from: Plan;
  readonly to: Plan;
  readonly mapping: Readonly<Record<string, string>>;
};

export const renamed = ({ mapping }: Pick<PlanChange, "mapping">, id: string): string =>
  Object.hasOwn(mapping, id) ? (mapping[id] ?? id) : id;

const renamedScope = (change: PlanChange, scope: string | null): string | null =>
  scope === null ? null : renamed(change, scope);

/** Whether an element of the old plan has one of the same kind in the same place of the new. */
export function hasPlace(change: PlanChange, element: string): boolean {
  const before = change.from.nodes[element];
  const after = change.to.nodes[renamed(change, element)];
  if (before === undefined || after === undefined) return false;
  return (
    before.kind === after.kind &&
    before.type === after.type &&
    before.loop?.sequential === after.loop?.sequential &&
    after.scope === renamedScope(change, before.scope) &&
    hostOf(after) === renamedScope(change, hostOf(before)) &&
    triggerOf(before) === triggerOf(after)
  );
}

const hostOf = (node: PlanNode): string | null => ("attachedTo" in node ? node.attachedTo : null);

const triggerOf = (node: PlanNode): string | null => {
  if (!("trigger" in node)) return null;
  const { trigger } = node;
  return typeof trigger === "object" && trigger !== null && "kind" in trigger ? String(trigger.kind) : null;
};
