import { CASE_CLOCK } from "#process";
import { openTaskOf, type TaskWait } from "../state/open-task.ts";
import { getNode, livingOf, mark, type Living, type Run } from "../state/run.ts";
import { instancesOf, type Climbed, type OpenRung } from "../state/state.ts";
import type { TimerWait } from "./timers.ts";
import type { InstanceId } from "../state/types.ts";

/** Tasks raised at a rung come before all others (Camunda 8's priorities end at 100). */
const HIGHEST_PRIORITY = 100;

/** The role whose tasks are the applicant's own: no limit of the organ's takes them away. */
const APPLICANT = "applicant";

/** A rung's time has come: people are told, tasks change, and what they stand in goes on as it was. */
export function climb(run: Run, timer: Living, { host, rung }: TimerWait): void {
  if (rung === undefined) throw new Error(`${timer.id} is no rung`);
  delete run.instances[timer.id];
  run.effects.push({ kind: "cancelTimer", timer: timer.id });
  if (rung.clock !== undefined) climbClock(run, timer, rung, rung.clock);
  else if (host !== null) climbScope(run, timer, host, rung);
}

function climbClock(run: Run, timer: Living, rung: OpenRung, clock: NonNullable<OpenRung["clock"]>): void {
  const name = clock.name === CASE_CLOCK ? "" : clock.name;
  run.marks.push({ kind: "escalated", name, detail: { clock: clock.name, ...detailOf(rung) } });
  tell(run, rung, { scope: null, element: timer.node.id, name });
  if (rung.action === "notify") return;
  const climbed = { clock: clock.name, step: clock.step, ...noteOf(run, rung) };
  run.climbed = [...run.climbed, climbed];
  for (const [id] of instancesOf(run)) changeTask(run, id, climbed);
}

function climbScope(run: Run, timer: Living, host: InstanceId, rung: OpenRung): void {
  const instance = run.instances[host];
  if (instance === undefined) throw new Error(`rung ${timer.id} watches nothing`);
  const node = getNode(run, instance.element, instance.scope);
  mark(run, "escalated", { ...timer, id: host }, detailOf(rung));
  const { wait } = instance;
  const organ = wait.kind === "task" && wait.organ !== undefined ? { organ: wait.organ } : {};
  tell(run, rung, { scope: host, element: node.id, name: node.name, ...organ });
  if (rung.action === "notify") return;
  const climbed = noteOf(run, rung);
  const { due } = instance;
  // A case begun before rungs were kept goes on, and replays, as it began.
  const isKept = due?.periods !== undefined;
  if (isKept)
    run.instances[host] = { ...instance, due: { ...due, climbed: [...(due.climbed ?? []), climbed] } };
  for (const [id, { scope }] of instancesOf(run))
    if (id === host || standsIn(run, scope, host)) changeTask(run, id, climbed, isKept);
}

const detailOf = ({ when, of, action, due, to }: OpenRung) => ({ when, of, action, due, to: [...to] });

const noteOf = (run: Run, { action, to }: OpenRung): Climbed => ({ at: run.at, action, to });

function tell(
  run: Run,
  { when, of, due, to }: OpenRung,
  about: {
    readonly scope: InstanceId | null;
    readonly element: string;
    readonly name: string;
    readonly organ?: string;
  },
): void {
  if (to.length > 0) run.effects.push({ kind: "notify", notice: { ...about, when, of, due, to } });
}

function changeTask(run: Run, id: InstanceId, climbed: Climbed, spares = true): void {
  const instance = run.instances[id];
  if (instance === undefined || instance.wait.kind !== "task") return;
  if (spares && !isOrgans(instance.wait)) return;
  const wait = changed(instance.wait, climbed);
  run.instances[id] = { ...instance, wait };
  run.effects.push({ kind: "changeTask", task: openTaskOf(livingOf(run, id, instance), wait) });
}

/**
 * A task that opens now in scopes, or in a case, that are past a rung: raised or given to others as those were that
 * stood open then, in the order in which the rungs were climbed.
 */
export function asClimbed(run: Run, scope: InstanceId | null, wait: TaskWait): TaskWait {
  const around: Climbed[] = [...run.climbed];
  for (let id = scope; id !== null; id = run.instances[id]?.scope ?? null)
    around.push(...(run.instances[id]?.due?.climbed ?? []));
  if (around.length === 0 || !isOrgans(wait)) return wait;
  // Instants sort as text.
  return around.toSorted((left, right) => (left.at < right.at ? -1 : 1)).reduce(changed, wait);
}

const changed = (wait: TaskWait, { action, to }: Pick<Climbed, "action" | "to">): TaskWait =>
  action === "raise"
    ? { ...wait, priority: HIGHEST_PRIORITY }
    : { ...wait, candidateGroups: to, candidateUsers: [], assignee: null };

/** What is only offered, and what the applicant does, is nobody's to hurry or to pass on. */
const isOrgans = ({ optional, candidateGroups }: TaskWait): boolean =>
  !optional && !candidateGroups.includes(APPLICANT);

function standsIn(run: Run, scope: InstanceId | null, host: InstanceId): boolean {
  if (scope === null || scope === host) return scope === host;
  return standsIn(run, run.instances[scope]?.scope ?? null, host);
}
