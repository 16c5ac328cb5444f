import { err, ok, problem, type Problem, type Result } from "#kernel";
import { cancelInstance } from "../paths/cancelling.ts";
import { closeLadder } from "../time/clock-ladder.ts";
import { stopClocks } from "../time/legal-time.ts";
import { diff } from "../state/delta.ts";
import { applyEvent } from "./events.ts";
import { scopeOfJoin } from "../state/joining.ts";
import { arrive, proceed } from "../paths/life-cycle.ts";
import type { LinkedPlan } from "../state/link.ts";
import { publishThrown } from "../state/messages.ts";
import { beginRun, endRun, livingOf, type Run } from "../state/run.ts";
import { resultOfOffered } from "../handlers/ad-hoc-sub-process.ts";
import { resultOfCall } from "../handlers/call-activity.ts";
import { nextRun, resultOfRuns } from "../paths/multi-instance.ts";
import { reckonLimits } from "../time/reckoning.ts";
import { releaseInclusive } from "../paths/release-inclusive.ts";
import {
  instancesOf,
  isScope,
  isWatcher,
  type CaseState,
  type ElementInstance,
  type Wait,
} from "../state/state.ts";
import { runErrand } from "../paths/triggering.ts";
import { closeStarts } from "../time/watching.ts";
import type { CaseEvent, Effect, InstanceId, StepEntry } from "../state/types.ts";

/** What one event did: the new state, the one entry that tells it, and what the outside must do. */
export type Step = {
  readonly state: CaseState;
  readonly entries: readonly [StepEntry];
  readonly effects: readonly Effect[];
};

/**
 * One event happens to a case (null before its start), run until everything waits. Pure: the same plan,
 * state and event always give the same step. A refused event changes nothing. Errors:
 * ENGINE_CASE_NOT_STARTED, ENGINE_CASE_ALREADY_STARTED, ENGINE_CASE_CLOSED, ENGINE_PLAN_DIFFERENT,
 * ENGINE_TASK_NOT_OPEN, ENGINE_JOB_NOT_OPEN, ENGINE_TIMER_NOT_OPEN, ENGINE_TIMER_NOT_DUE,
 * ENGINE_FAILURE_NOT_OPEN, ENGINE_SEPARATION_OF_DUTY, ENGINE_START_ELEMENT_UNKNOWN,
 * ENGINE_RETURN_NOT_ALLOWED, ENGINE_SCOPE_NOT_OPEN, ENGINE_ELEMENT_NOT_OFFERED, ENGINE_INSTANCE_NOT_OPEN,
 * ENGINE_MOVE_IMPOSSIBLE, ENGINE_MIGRATION_IMPOSSIBLE, ENGINE_CASE_MERGED, ENGINE_CASE_NOT_MERGED,
 * ENGINE_MERGE_IMPOSSIBLE.
 */
export function step(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Result<Step, Problem> {
  const refused = refuse(linked, state, event);
  if (refused !== null) return err(refused);
  const run = beginRun(linked, state, event);
  const applied = applyEvent(run, event);
  if (!applied.ok) return applied;
  settle(run);
  publishThrown(run);
  reckonLimits(run, state);
  const after = endRun(run, state?.startedAt ?? event.at);
  const entry: StepEntry = { kind: event.kind, event, marks: run.marks, delta: diff(state, after) };
  return ok({ state: after, entries: [entry], effects: run.effects });
}

function refuse(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Problem | null {
  if (event.kind === "start") return state === null ? null : problem("ENGINE_CASE_ALREADY_STARTED");
  if (state === null) return problem("ENGINE_CASE_NOT_STARTED");
  const pinned = event.kind === "migrate" ? event.plan : state.plan;
  if (pinned !== linked.plan.hash) return problem("ENGINE_PLAN_DIFFERENT", { process: linked.plan.id });
  const all = [...Object.values(state.instances), ...Object.values(state.merged?.instances ?? {})];
  const missing = all.find(({ wait }) => wait.kind === "called" && !linked.plans.has(wait.plan));
  if (missing !== undefined) return problem("ENGINE_PLAN_DIFFERENT", { process: missing.element });
  return state.status === "completed" || state.status === "terminated" ? problem("ENGINE_CASE_CLOSED") : null;
}

/** Moves tokens until none is under way and no scope is left empty, then sees whether the case is over. */
function settle(run: Run): void {
  do {
    for (let next = run.queue.shift(); next !== undefined; next = run.queue.shift())
      if ("errand" in next) runErrand(run, next);
      else arrive(run, next);
    for (const scope of run.ended) dropOffers(run, scope);
  } while (completeScopes(run) || releaseInclusive(run));
  // A case that was given up says so itself.
  if (run.status === "terminated") return forgetWaiting(run);
  if (!isEmpty(run, null)) {
    const failed = Object.values(run.instances).some(({ wait }) => wait.kind === "failed");
    run.status = failed ? "failed" : "active";
    return;
  }
  run.status = "completed";
  forgetWaiting(run);
  run.effects.push({ kind: "closeCase", status: "completed", outcome: run.outcome });
  run.marks.push({ kind: "closed", detail: { status: "completed", outcome: run.outcome } });
}

/** A case that is over expects nothing any more. */
function forgetWaiting(run: Run): void {
  closeStarts(run, null);
  closeLadder(run, null);
  if (run.merged !== null) stopClocks(run);
  run.merged = null;
  run.messages = [];
  run.compensations = [];
}

/** Completes the scopes in which nothing is left; true when there was one. */
function completeScopes(run: Run): boolean {
  const empty = instancesOf(run).filter(
    ([id, { wait }]) => isScope(wait) && !isOpen(wait) && isEmpty(run, id),
  );
  for (const [id] of empty) {
    // The end of one scope may have been enough for the scope around it.
    const instance = run.instances[id];
    if (instance !== undefined) completeScope(run, id, instance);
  }
  return empty.length > 0;
}

/** An ad-hoc subprocess whose condition does not hold waits for more to begin in it. */
const isOpen = (wait: Wait): boolean => wait.kind === "adHoc" && wait.open;

function completeScope(run: Run, id: InstanceId, instance: ElementInstance): void {
  const living = livingOf(run, id, instance);
  const { wait } = instance;
  if (wait.kind === "multi") {
    const next = nextRun(run, living, wait);
    if (next !== null) run.queue.push(next);
    else proceed(run, { ...living, variables: {} }, "complete", resultOfRuns(living, wait));
  } else if (wait.kind === "called") {
    proceed(run, { ...living, variables: wait.own }, "complete", resultOfCall(living));
  } else if (wait.kind === "adHoc") {
    const { variables, result } = resultOfOffered(living);
    proceed(run, { ...living, variables }, "complete", result);
  } else proceed(run, living, "complete", {});
}

function isEmpty(run: Run, scope: InstanceId | null): boolean {
  const inside = Object.values(run.instances).some(
    (instance) => instance.scope === scope && !isWatcher(instance.wait),
  );
  return !inside && !Object.keys(run.joins).some((key) => scopeOfJoin(key) === scope);
}

/** What is only offered does not hold a scope open once its way has come to an end. */
function dropOffers(run: Run, scope: InstanceId | null): void {
  if (Object.keys(run.joins).some((key) => scopeOfJoin(key) === scope)) return;
  const inside = instancesOf(run).filter(([, instance]) => instance.scope === scope);
  const offers = new Set(inside.flatMap(([id, { wait }]) => (isOffer(wait) ? [id] : [])));
  if (!inside.every(([id, { wait }]) => offers.has(id) || isWatcher(wait))) return;
  for (const id of offers) cancelInstance(run, id, scope === null ? "ended" : "interrupted");
}

const isOffer = (wait: Wait): boolean => wait.kind === "task" && wait.optional;
