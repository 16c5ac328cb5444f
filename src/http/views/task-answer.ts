import {
  accountOrPost,
  canClaimTask,
  canCompleteTask,
  canGiveBackTask,
  canTransferTask,
  type Principal,
  type Seat,
} from "#access";
import { explainPeriod, mayComplete, rolesWith, taskTarget, type StoredCase } from "#cases";
import type { TaskAnswer } from "#contract";
import { inBoth, placeInBoth, type DistrictPack, type Matter, type TaskForm } from "#district";
import { deadlineOf, openTasks, returnsOf, type LinkedPlan, type OpenTask } from "#engine";
import type { Bilingual } from "#kernel";
import type { Platform } from "../platform.ts";
import { taskForm, type FormIn } from "./task-form.ts";
import { saidIn } from "./form-words.ts";
import { holderInBoth } from "./holder-in-both.ts";

/** The name of whom a task stands under. */
export type Who = (assignee: string) => Bilingual | undefined;

/** Names of accounts and posts; an account that may not be named is not. */
export function whoIs(pack: DistrictPack, names: ReadonlyMap<string, string>): Who {
  return (assignee) => {
    const holder = accountOrPost(assignee);
    if ("post" in holder) {
      return postName(pack, holder.post);
    }
    const name = names.get(holder.account);
    return name === undefined ? undefined : { zh: name, en: name };
  };
}

/** A post as people call it: its role, and the division it is for where that is not the whole district. */
export function postName(pack: DistrictPack, { role, division }: Seat): Bilingual {
  const { zh, en } = pack.roles.get(role)?.name ?? { zh: role, en: role };
  if (division === pack.code) return { zh, en };
  const place = placeInBoth(pack, division);
  return { zh: `${place.zh}${zh}`, en: `${en}, ${place.en}` };
}

/** The accounts that tasks stand under. */
export const holdersOf = (tasks: readonly OpenTask[]): readonly string[] =>
  tasks.flatMap(({ assignee }) => (assignee === null ? [] : [assignee]));

/** An open task as this reader sees it: what it asks, and what they may do with it. */
export function taskAnswer(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
  offered: Omit<FormIn, "stored"> & { readonly task: OpenTask; readonly who: Who },
): TaskAnswer {
  const { task, who, ...asked } = offered;
  const { pack } = platform.work;
  const decision = mayComplete(platform.work, principal, stored, offered);
  const form = task.formId === null ? undefined : pack.forms.get(task.formId);
  const effect = saidIn(form?.schema, "x-effect");
  const otherwise = saidIn(form?.schema, "x-otherwise");
  const { returned } = task;
  const drawn =
    decision.allowed && form !== undefined ? taskForm(form, { ...asked, stored }, platform.now()) : null;
  return {
    id: task.id,
    element: task.element,
    name: inBoth(pack, task.name),
    role: task.candidateGroups[0] ?? "",
    optional: task.optional,
    ...dueOf(platform, stored, task),
    refused: decision.allowed ? null : decision.problem.message,
    form: drawn === null ? null : drawn.schema,
    values: decision.allowed ? { ...task.variables, ...drawn?.values } : {},
    outside: decision.allowed ? outsidePart(asked.matter, form, task) : null,
    ...(effect === undefined ? {} : { effect }),
    ...(otherwise === undefined ? {} : { otherwise }),
    ...waysOf(platform, principal, stored, offered),
    takenBy: task.assignee === null ? null : (who(task.assignee) ?? null),
    returned: returned === undefined ? null : { from: inBoth(pack, returned.name), reason: returned.reason },
  };
}

/** What of the case a party without an account is shown with it, by name. */
function outsidePart(
  matter: Matter,
  form: TaskForm | undefined,
  { variables }: OpenTask,
): TaskAnswer["outside"] {
  if (form?.outside == null) return null;
  const { fields, materials, days, to } = form.outside;
  const named = to === null ? null : variables[to];
  return {
    to: typeof named === "string" ? named : null,
    days,
    shown: [
      ...matter.form.fields.flatMap(({ name, label }) => (fields.includes(name) ? [label] : [])),
      ...matter.materials.flatMap(({ id, name }) => (materials.includes(id) ? [name] : [])),
    ],
  };
}

/** By when, and what of the case's pauses that does not count. */
function dueOf(
  { work, now }: Platform,
  { state }: StoredCase,
  task: OpenTask,
): Pick<TaskAnswer, "dueAt" | "period"> {
  const deadline = deadlineOf(state, task);
  const dueAt = deadline?.dueAt ?? null;
  const period = deadline?.period ?? null;
  if (period === null) return { dueAt, period };
  const explained = explainPeriod(period, state.clocks, work.pack.calendar, now());
  if (!explained.ok) return { dueAt, period: null };
  const { intervals, pause } = explained.value;
  const pauses = intervals.flatMap(({ counted, why }) => (counted ? [] : [why]));
  return { dueAt, period: { limit: period.limit, from: period.from, pauses, paused: pause !== null } };
}

/** What this reader may do with a task beside doing it. What is only offered is neither taken nor passed on. */
function waysOf(
  { work }: Platform,
  principal: Principal,
  stored: StoredCase,
  { plan, task }: { readonly plan: LinkedPlan; readonly task: OpenTask },
): Pick<TaskAnswer, "ways" | "returns"> {
  if (task.optional) return { ways: [], returns: [] };
  const target = taskTarget(work, stored, { plan, task });
  const heads = rolesWith(work.pack, "assign");
  const ways = [
    { way: "claim" as const, may: canClaimTask(principal, target) },
    { way: "giveBack" as const, may: canGiveBackTask(principal, target, heads) },
    { way: "transfer" as const, may: canTransferTask(principal, target, heads) },
  ];
  const isMine = canCompleteTask(principal, target).allowed;
  return {
    ways: ways.flatMap(({ way, may }) => (may.allowed ? [way] : [])),
    returns: (isMine ? returnsOf(plan, stored.state, task.id) : []).map((each) => ({
      ...each,
      name: inBoth(work.pack, each.name),
    })),
  };
}

/** Who has the case before them now, by role, organ and task. */
export function heldBy(platform: Platform, stored: StoredCase): Bilingual[] {
  const { pack } = platform.work;
  const demanded = openTasks(stored.state).filter((task) => !task.optional);
  return demanded.map((task) => {
    const holder = holderInBoth(pack, stored, task);
    const name = inBoth(pack, task.name);
    return { zh: `${holder.zh}：${name.zh}`, en: `${holder.en}: ${name.en}` };
  });
}
