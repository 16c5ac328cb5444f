import { err, ok, problem, type Problem, type Result } from "#kernel";
import { cancelInstance, scopeOfJoin } from "./cancelling.ts";
import { diff } from "./delta.ts";
import { applyEvent } from "./events.ts";
import { arrive } from "./life-cycle.ts";
import type { LinkedPlan } from "./link.ts";
import { beginRun, endRun, getNode, type Run } from "./run.ts";
import { instancesOf, type CaseState, type ElementInstance } from "./state.ts";
import type { CaseEvent, Effect, StepEntry } from "./types.ts";

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
 * ENGINE_FAILURE_NOT_OPEN, ENGINE_SEPARATION_OF_DUTY, ENGINE_START_ELEMENT_UNKNOWN.
 */
export function step(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Result<Step, Problem> {
  const refused = refuse(linked, state, event);
  if (refused !== null) return err(refused);
  const run = beginRun(linked, state, event);
  const applied = applyEvent(run, event);
  if (!applied.ok) return applied;
  settle(run);
  const after = endRun(run, state?.startedAt ?? event.at);
  const entry: StepEntry = { kind: event.kind, event, marks: run.marks, delta: diff(state, after) };
  return ok({ state: after, entries: [entry], effects: run.effects });
}

function refuse(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Problem | null {
  if (event.kind === "start") return state === null ? null : problem("ENGINE_CASE_ALREADY_STARTED");
  if (state === null) return problem("ENGINE_CASE_NOT_STARTED");
  if (state.plan !== linked.plan.hash) return problem("ENGINE_PLAN_DIFFERENT", { process: linked.plan.id });
  return state.status === "completed" || state.status === "terminated" ? problem("ENGINE_CASE_CLOSED") : null;
}

/** Moves tokens until none is under way, then sees whether the case is over. */
function settle(run: Run): void {
  for (let token = run.queue.shift(); token !== undefined; token = run.queue.shift()) arrive(run, token);
  dropOffers(run);
  const waiting = instancesOf(run);
  const joining = Object.keys(run.joins).some((key) => scopeOfJoin(key) === null);
  if (waiting.length > 0 || joining) {
    run.status = waiting.some(([, { wait }]) => wait.kind === "failed") ? "failed" : "active";
    return;
  }
  run.status = "completed";
  run.effects.push({ kind: "closeCase", status: "completed", outcome: run.outcome });
  run.marks.push({ kind: "closed", detail: { status: "completed", outcome: run.outcome } });
}

/** What is only offered does not hold a case open once its way has come to an end. */
function dropOffers(run: Run): void {
  if (!run.ended.has(null) || Object.keys(run.joins).length > 0) return;
  const offers = instancesOf(run).filter(([, instance]) => isOffer(run, instance));
  const ids = new Set(offers.map(([id]) => id));
  const rest = instancesOf(run).filter(
    ([id, { wait }]) => !ids.has(id) && !(wait.kind === "timer" && wait.host !== null && ids.has(wait.host)),
  );
  if (rest.length === 0) for (const [id] of offers) cancelInstance(run, id, "ended");
}

function isOffer(run: Run, { element, wait }: ElementInstance): boolean {
  const node = getNode(run, element);
  return wait.kind === "task" && node.kind === "userTask" && node.optional;
}
