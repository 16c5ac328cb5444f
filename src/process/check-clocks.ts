import { report, type Compilation } from "./compilation.ts";
import type { ModelElement } from "./model.ts";
import { CASE_CLOCK, type CountedBy, type Plan, type PlanNode } from "./plan.ts";

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

/** A ladder is of a clock that the process starts, and of a promise that it then gives. */
export function checkLadders(
  { container, nodes }: Clocked & { readonly container: ModelElement },
  ladders: NonNullable<Plan["ladders"]>,
  compilation: Compilation,
): void {
  const starts = [...nodes.values()].flatMap(({ clocks }) =>
    clocks.flatMap((clock) => (clock.action === "start" ? [clock] : [])),
  );
  for (const [name, ladder] of Object.entries(ladders).filter(([clock]) => clock !== "")) {
    const own = starts.filter(({ clock }) => clock === name);
    if (own.length === 0) refuse(compilation, container, "yiwang:escalation clock", name);
    else if (ladder.some(({ of }) => of === "promised") && own.some(({ promised }) => promised === null))
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", container, { attribute: "yiwang:clock promised" });
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
