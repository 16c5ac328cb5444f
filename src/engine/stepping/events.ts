import { err, millisOf, ok, problem, type Json, type Problem, type Result } from "#kernel";
import { CALLER } from "#process";
import { catchThrown, findCatcher, type Thrown } from "../paths/catching.ts";
import { placeOf } from "../state/evaluate.ts";
import { openJobOf } from "../handlers/job-task.ts";
import { openTaskOf } from "../state/open-task.ts";
import { find } from "../state/find.ts";
import { resolveFailure, skipFailure, watchRoot } from "./failures.ts";
import { activateElements, cancelCase, moveToken, returnTask, transferTask } from "./interventions.ts";
import { fail, proceed } from "../paths/life-cycle.ts";
import { mergeCase, unmergeCase } from "./merging.ts";
import { migrate } from "./migrating.ts";
import { openScope, type OpenScopes } from "../paths/open-scope.ts";
import { mark, planAt, type Living, type Run } from "../state/run.ts";
import { uncaught } from "../paths/throwing.ts";
import { isRunning } from "../time/timers.ts";
import { broadcast, correlate, trigger } from "../paths/triggering.ts";
import { rootStartsOf } from "../time/watching.ts";
import type { CaseEvent } from "../state/types.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { readonly kind: Kind }>;
type Applied = Result<null, Problem>;

const done = ok(null);

/** Applies an event to the draft; a refusal leaves the draft to be thrown away. */
export function applyEvent(run: Run, event: CaseEvent): Applied {
  switch (event.kind) {
    case "start":
      return start(run, event);
    case "completeTask":
      return completeTask(run, event);
    case "assignTask":
      return assignTask(run, event);
    case "completeJob":
      return completeJob(run, event);
    case "failJob":
      return failJob(run, event);
    case "throwError":
      return throwError(run, event);
    case "fireTimer":
      return fireTimer(run, event);
    case "correlateMessage":
      return correlateMessage(run, event);
    case "broadcastSignal":
      return broadcastSignal(run, event);
    case "resolveFailure":
      return resolveFailure(run, event);
    case "skipFailure":
      return skipFailure(run, event);
    case "cancel":
      return cancelCase(run, event);
    case "transferTask":
      return transferTask(run, event);
    case "returnTask":
      return returnTask(run, event);
    case "activateElements":
      return activateElements(run, event);
    case "moveToken":
      return moveToken(run, event);
    case "migrate":
      return migrate(run, event);
    case "merge":
      return mergeCase(run, event);
    case "unmerge":
      return unmergeCase(run, event);
  }
}

function start(run: Run, event: EventOf<"start">): Applied {
  const { plan } = run.linked;
  run.variables = event.variables;
  run.marks.push({ kind: "started", name: plan.name, detail: { process: plan.id } });
  if (event.startAt === undefined && plan.start === "")
    return err(problem("ENGINE_START_NEEDS_EVENT", { process: plan.name === "" ? plan.id : plan.name }));
  for (const each of rootStartsOf(run)) watchRoot(run, each);
  const scopes: OpenScopes = new Map([[null, null]]);
  for (const element of event.startAt ?? [plan.start]) {
    const node = Object.hasOwn(plan.nodes, element) ? plan.nodes[element] : undefined;
    if (node === undefined || "attachedTo" in node)
      return err(problem("ENGINE_START_ELEMENT_UNKNOWN", { element }));
    const scope = openScope(run, plan, node.scope, scopes);
    if (!scope.ok) return scope;
    const caught = node.kind === "eventStart" ? { caught: event.payload ?? {} } : {};
    run.queue.push({ element, scope: scope.value, via: null, ...caught });
  }
  return done;
}

function completeTask(run: Run, event: EventOf<"completeTask">): Applied {
  const found = find(run, event.task, "task");
  if (found === undefined) return err(problem("ENGINE_TASK_NOT_OPEN", { task: event.task }));
  const { node } = found.living;
  const actors = accountsOf(event);
  if (event.relaxSeparation !== true) {
    const other = found.wait.separateFrom.find((name) =>
      doneByAny(run, dutyOf(run, found.living, name), actors),
    );
    if (other !== undefined) return err(separationProblem(run, found.living, other));
  }
  const duty = dutyOf(run, found.living, node.id);
  const before = doneBy(run, duty);
  const added = actors.filter((account) => !before.includes(account));
  if (added.length > 0) run.doneBy = { ...run.doneBy, [duty]: [...before, ...added] };
  run.effects.push({ kind: "closeTask", task: event.task, how: "completed" });
  const { actor } = event;
  if (actor.kind === "person" && actor.onBehalfOf !== undefined)
    mark(run, "onBehalf", found.living, { account: actor.account, onBehalfOf: actor.onBehalfOf });
  if (event.corrected !== undefined) {
    const { variables, fields } = event.corrected;
    run.variables = { ...run.variables, ...variables };
    mark(run, "corrected", found.living, { fields: fields as unknown as Json });
  }
  proceed(run, found.living, "complete", event.variables);
  return done;
}

/** What a duty is kept under: the element's id, after the process's where that was called. */
function dutyOf(run: Run, { scope }: Living, element: string): string {
  const { name, at } = placeOfDuty(run, scope, element);
  const { plan } = planAt(run, at);
  return plan === run.linked.plan ? name : `${plan.id}#${name}`;
}

/** A duty that is named after `caller:` stands in the process that called this one. */
function placeOfDuty(
  run: Run,
  scope: Living["scope"],
  element: string,
): { readonly name: string; readonly at: Living["scope"] } {
  if (!element.startsWith(CALLER)) return { name: element, at: scope };
  for (let at = scope; at !== null; at = run.instances[at]?.scope ?? null) {
    const instance = run.instances[at];
    if (instance?.wait.kind === "called") return { name: element.slice(CALLER.length), at: instance.scope };
  }
  return { name: element, at: scope };
}

function separationProblem(run: Run, { node, scope }: Living, other: string): Problem {
  const { name, at } = placeOfDuty(run, scope, other);
  const named = planAt(run, at).nodes.get(name);
  const first = named === undefined ? name : placeOf(named).name;
  const place = placeOf(node);
  return problem("ENGINE_SEPARATION_OF_DUTY", { ...place, first }, { ...place, separateFrom: other });
}

const doneBy = (run: Run, element: string): readonly string[] =>
  Object.hasOwn(run.doneBy, element) ? (run.doneBy[element] ?? []) : [];

const doneByAny = (run: Run, element: string, accounts: readonly string[]): boolean =>
  doneBy(run, element).some((account) => accounts.includes(account));

/** The actor and the person stood in for: neither may have done the other duty. */
function accountsOf({ actor }: CaseEvent): readonly string[] {
  if (actor.kind !== "person") return [];
  return actor.onBehalfOf === undefined ? [actor.account] : [actor.account, actor.onBehalfOf];
}

function assignTask(run: Run, event: EventOf<"assignTask">): Applied {
  const found = find(run, event.task, "task");
  if (found === undefined) return err(problem("ENGINE_TASK_NOT_OPEN", { task: event.task }));
  const { living } = found;
  const wait = { ...found.wait, assignee: event.assignee };
  run.instances[living.id] = { ...found.instance, wait };
  run.effects.push({ kind: "changeTask", task: openTaskOf(living, wait) });
  mark(run, "assigned", living, { assignee: event.assignee });
  return done;
}

function completeJob(run: Run, event: EventOf<"completeJob">): Applied {
  const found = find(run, event.job, "job");
  if (found === undefined) return err(problem("ENGINE_JOB_NOT_OPEN", { job: event.job }));
  run.effects.push({ kind: "cancelJob", job: event.job });
  proceed(run, found.living, "complete", event.variables);
  return done;
}

function failJob(run: Run, event: EventOf<"failJob">): Applied {
  const found = find(run, event.job, "job");
  if (found === undefined) return err(problem("ENGINE_JOB_NOT_OPEN", { job: event.job }));
  const { living, instance, wait } = found;
  if (living.node.kind !== "jobTask") throw new Error(`${living.node.id} waits as a job but is none`);
  const retries = Math.max(0, event.retries);
  mark(run, "jobFailed", living, { retries, message: event.message });
  if (retries > 0) {
    const failures = (wait.failures ?? 0) + 1;
    run.instances[living.id] = { ...instance, wait: { ...wait, retries, failures } };
    const job = openJobOf(run, living, living.node, wait.type, retries);
    const { retryAt } = event;
    run.effects.push({ kind: "callJob", job: retryAt === undefined ? job : { ...job, retryAt } });
    return done;
  }
  run.effects.push({ kind: "cancelJob", job: living.id });
  const place = placeOf(living.node);
  const exhausted = problem("ENGINE_JOB_FAILED", { ...place, message: event.message }, place);
  fail(run, living, "job", {}, exhausted, wait.type);
  return done;
}

/** An error that nothing catches is a failure of a job, as in Camunda 8; a person is told so at once. */
function throwError(run: Run, event: EventOf<"throwError">): Applied {
  const job = find(run, event.job, "job");
  const found = job ?? find(run, event.job, "task");
  if (found === undefined) return err(problem("ENGINE_JOB_NOT_OPEN", { job: event.job }));
  const { living } = found;
  const thrown: Thrown = { kind: "error", code: event.code };
  const catcher = findCatcher(run, living, thrown);
  if (catcher !== undefined) catchThrown(run, catcher, thrown, event.variables);
  else if (job === undefined) return err(uncaught(living, event.code));
  else {
    run.effects.push({ kind: "cancelJob", job: living.id });
    fail(run, living, "job", {}, uncaught(living, event.code), job.wait.type);
  }
  return done;
}

function fireTimer(run: Run, event: EventOf<"fireTimer">): Applied {
  const found = find(run, event.timer, "timer");
  // One that stands still in a pause is not open either: it was cancelled when the pause began.
  if (found === undefined || !isRunning(found.wait))
    return err(problem("ENGINE_TIMER_NOT_OPEN", { timer: event.timer }));
  const { living, wait } = found;
  if (millisOf(event.at) < millisOf(wait.dueAt))
    return err(problem("ENGINE_TIMER_NOT_DUE", { ...placeOf(living.node), due: wait.dueAt }));
  trigger(run, living.id, wait, {});
  return done;
}

function correlateMessage(run: Run, event: EventOf<"correlateMessage">): Applied {
  const { name, key, variables, until } = event;
  if (correlate(run, { name, key, variables })) return done;
  if (until === undefined || until <= event.at) return err(problem("ENGINE_NOTHING_WAITS", { name }));
  run.messages = [...run.messages, { name, key, variables, until }];
  return done;
}

function broadcastSignal(run: Run, { name, variables }: EventOf<"broadcastSignal">): Applied {
  return broadcast(run, name, variables) ? done : err(problem("ENGINE_NOTHING_WAITS", { name }));
}
