import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Plan } from "#process";
import { closeWait } from "../paths/cancelling.ts";
import { changeLadders } from "../time/clock-ladder.ts";
import { openTaskOf } from "../state/open-task.ts";
import { placeOfJoin } from "../state/joining.ts";
import { hasPlace, renamed, type PlanChange } from "./plan-change.ts";
import { livingOf, planAt, type Run } from "../state/run.ts";
import { instancesOf, isOfClock, isWatcher, type CaseState, type Compensation } from "../state/state.ts";
import type { CaseEvent, InstanceId } from "../state/types.ts";

/**
 * Moves a running case to the plan of this step, whole or not at all: every instance and every token that waits to
 * be joined must have a place of the same kind in the same scope. What only watches and has no place is given up;
 * boundary events that are new on an open activity begin with its next run; called processes keep their plans.
 * What a merged case has laid aside stays as it is, so that such a case is not moved. Errors: ENGINE_CASE_MERGED,
 * ENGINE_PLAN_DIFFERENT when the plan that the case leaves is not linked (`former`), ENGINE_MIGRATION_IMPOSSIBLE naming
 * all that has no place.
 */
export function migrate(
  run: Run,
  { mapping, reason }: Extract<CaseEvent, { readonly kind: "migrate" }>,
): Result<null, Problem> {
  const { linked } = run;
  if (run.merged !== null) return err(problem("ENGINE_CASE_MERGED", { into: run.merged.into }));
  const from = linked.former.get(run.plan);
  if (from === undefined) return err(problem("ENGINE_PLAN_DIFFERENT", { process: linked.plan.id }));
  const change: PlanChange = { from, to: linked.plan, mapping };
  const own = instancesOf(run).filter(
    ([, { scope, wait }]) => !isOfClock(wait) && planAt(run, scope) === linked.root,
  );
  const lost = own.filter(([, { element }]) => !hasPlace(change, element));
  const dropped = lost.filter(([, { wait }]) => isWatcher(wait));
  const joins = migrateJoins(run, change);
  const places = [
    ...lost.filter(([, { wait }]) => !isWatcher(wait)).map(([, { element }]) => element),
    ...joins.lost,
    ...run.compensations.flatMap((each) => undoingLost(run, each, change)),
  ];
  if (places[0] !== undefined) return refusal(from, places);
  for (const [id, { wait }] of dropped) {
    delete run.instances[id];
    closeWait(run, id, wait);
  }
  for (const [id] of own) rename(run, id, change);
  run.joins = joins.kept;
  run.doneBy = Object.fromEntries(
    Object.entries(run.doneBy).map(([element, accounts]) => [renamed(change, element), accounts]),
  );
  run.compensations = run.compensations.map((each) => renamedCompensation(run, each, change));
  const said = reason === undefined ? {} : { reason };
  run.marks.push({ kind: "migrated", detail: { from: from.hash, to: linked.plan.hash, mapping, ...said } });
  const trouble = changeLadders(run, from);
  return trouble === null ? ok(null) : err(trouble);
}

function refusal(from: Plan, places: readonly string[]): Result<never, Problem> {
  const named = places.map((id) => from.nodes[id]?.name ?? id).join("、");
  return err(problem("ENGINE_MIGRATION_IMPOSSIBLE", { places: named }, { elements: [...places] }));
}

/** What is done and can be undone must stay so. */
function undoingLost(
  run: Run,
  { scope, element, boundary }: Compensation,
  change: PlanChange,
): readonly string[] {
  if (planAt(run, scope) !== run.linked.root) return [];
  return [element, ...(boundary === undefined ? [] : [boundary])].filter((each) => !hasPlace(change, each));
}

/** What can be undone is found again by its new name. */
function renamedCompensation(run: Run, each: Compensation, change: PlanChange): Compensation {
  if (planAt(run, each.scope) !== run.linked.root) return each;
  const edge = each.boundary === undefined ? {} : { boundary: renamed(change, each.boundary) };
  return { ...each, element: renamed(change, each.element), ...edge };
}

/** Tokens wait at the new gateway under its new flows; those of a gateway or flow that is gone are lost. */
function migrateJoins(
  run: Run,
  change: PlanChange,
): { readonly kept: CaseState["joins"]; readonly lost: readonly string[] } {
  const kept: Record<string, Readonly<Record<string, number>>> = {};
  const lost: string[] = [];
  for (const [key, waiting] of Object.entries(run.joins)) {
    const { scope, gateway } = placeOfJoin(key);
    if (planAt(run, scope) !== run.linked.root) {
      kept[key] = waiting;
      continue;
    }
    const after = renamed(change, gateway);
    const flows = Object.entries(waiting).map(([flow, count]) => [renamed(change, flow), count] as const);
    const node = change.to.nodes[after];
    if (!hasPlace(change, gateway) || !flows.every(([flow]) => node?.incoming.includes(flow)))
      lost.push(gateway);
    kept[scope === null ? after : `${scope}/${after}`] = Object.fromEntries(flows);
  }
  return { kept, lost };
}

/** An open task is shown as the new plan describes it; its people and dates stay as they were set. */
function rename(run: Run, id: InstanceId, change: PlanChange): void {
  const instance = run.instances[id];
  if (instance === undefined) return;
  const element = renamed(change, instance.element);
  run.instances[id] = { ...instance, element };
  const node = change.to.nodes[element];
  if (instance.wait.kind !== "task" || node?.kind !== "userTask") return;
  const { name, formId, optional, separateFrom } = node;
  const wait = { ...instance.wait, name, formId, optional, separateFrom };
  run.instances[id] = { ...instance, element, wait };
  run.effects.push({
    kind: "changeTask",
    task: openTaskOf(livingOf(run, id, { ...instance, element, wait }), wait),
  });
}
