import { report, type Compilation } from "./compilation.ts";
import type { ModelElement } from "./model.ts";
import { CASE_CLOCK, type CountedBy, type PlanNode } from "./plan.ts";

type Clocked = {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly elements: ReadonlyMap<string, ModelElement>;
};

/** A clock that nothing starts could only fail later, on a real case; a limit that waits for it would never stand still. */
export function checkClocks({ nodes, elements }: Clocked, compilation: Compilation): void {
  const all = [...nodes.values()];
  const started = startedBy(all);
  for (const node of all) {
    const element = elements.get(node.id);
    if (element === undefined) continue;
    for (const { clock, action } of node.clocks)
      if (!started.has(clock)) refuse(compilation, element, `yiwang:clock ${action}`, clock);
    for (const counted of countedIn(node))
      // A called process counts by the clock of the case that called it.
      if (counted.kind === "clock" && counted.clock !== CASE_CLOCK && !started.has(counted.clock))
        refuse(compilation, element, "yiwang:limit clock", counted.clock);
  }
}

function refuse(compilation: Compilation, element: ModelElement, attribute: string, value: string): void {
  report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, { attribute, value });
}

const startedBy = (nodes: readonly PlanNode[]): ReadonlySet<string> =>
  new Set(
    nodes.flatMap(({ clocks }) =>
      clocks.filter(({ action }) => action === "start").map(({ clock }) => clock),
    ),
  );

function countedIn(node: PlanNode): readonly CountedBy[] {
  const limit =
    node.kind === "userTask"
      ? node.limit
      : "trigger" in node && node.trigger.kind === "timer" && node.trigger.timer.kind === "limit"
        ? node.trigger.timer.limit
        : undefined;
  return [limit?.countedBy ?? node.deadline?.countedBy].filter((each) => each !== undefined);
}
