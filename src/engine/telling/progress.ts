import type { Instant, Problem } from "#kernel";
import type { Plan } from "#process";
import { placeOfJoin } from "../state/joining.ts";
import type { LinkedPlan } from "../state/link.ts";
import { keyOf, pastOf, type Past, type ProcessPast } from "./progress-past.ts";
import { elementsAhead } from "./progress-ahead.ts";
import { callsAround, type Call } from "../state/run.ts";
import {
  instancesOf,
  isOfClock,
  isScope,
  isWatcher,
  type CaseState,
  type ElementInstance,
} from "../state/state.ts";
import type { InstanceId, StepEntry } from "../state/types.ts";

/**
 * Where an element stands in one case, the most pressing first: it failed, is being done, is offered without being
 * demanded, waits beside something for its event, was done, was given up, may still come, or was not taken.
 */
export type ProgressStatus =
  | "failed"
  | "current"
  | "offered"
  | "waiting"
  | "done"
  | "stopped"
  | "ahead"
  | "notTaken";

/** How far several runs of one activity are. Votes are those of a joint review. */
export type RunsProgress = {
  readonly total: number;
  readonly done: number;
  readonly votes: { readonly agreed: number; readonly against: number; readonly abstained: number } | null;
};

export type ElementProgress = {
  readonly element: string;
  readonly status: ProgressStatus;
  /** How often it was completed; of several runs, how many were. */
  readonly times: number;
  /** When it was last completed or given up. */
  readonly lastAt: Instant | null;
  /** What is open there now. */
  readonly open: readonly InstanceId[];
  /** Tokens that wait there for others. */
  readonly arrived: number;
  /** When the timers that wait there fire and the periods of scopes end, the earliest first; not the rungs of ladders. */
  readonly dueAt: readonly Instant[];
  readonly runs: RunsProgress | null;
  readonly failures: readonly Problem[];
};

/** One process of a case: its own, or one that it called. */
export type ProcessProgress = {
  readonly plan: Plan;
  /** The calls it stands in, the outermost first; none for the case's own process. */
  readonly calls: readonly Call[];
  readonly elements: readonly ElementProgress[];
  /** Sequence flows that were taken. */
  readonly flows: readonly string[];
};

type Standing = readonly (readonly [InstanceId, ElementInstance])[];

/**
 * How far a case is in its process and in each process that it has called: the case's own first, called ones in the
 * order of their first call. Runs of one activity that called the same plan are told together.
 */
export function progressOf(
  linked: LinkedPlan,
  state: CaseState,
  entries: readonly StepEntry[],
): readonly ProcessProgress[] {
  const past = pastOf(entries);
  const standing = new Map<string, (readonly [InstanceId, ElementInstance])[]>();
  const places = new Map<string, readonly Call[]>([["", []]]);
  for (const [key, { calls }] of past) places.set(key, calls);
  for (const pair of instancesOf(state)) {
    if (isOfClock(pair[1].wait)) continue;
    const calls = callsAround(state, pair[1].scope);
    const key = keyOf(calls);
    places.set(key, calls);
    standing.set(key, [...(standing.get(key) ?? []), pair]);
  }
  return [...places].flatMap(([key, calls]) => {
    const hash = calls.at(-1)?.plan;
    const plan = hash === undefined ? linked.plan : linked.plans.get(hash)?.plan;
    if (plan === undefined) return [];
    return [processProgress({ plan, calls, state, standing: standing.get(key) ?? [] }, past.get(key))];
  });
}

type Place = {
  readonly plan: Plan;
  readonly calls: readonly Call[];
  readonly state: CaseState;
  readonly standing: Standing;
};

function processProgress(place: Place, past: ProcessPast | undefined): ProcessProgress {
  const { plan, calls, state, standing } = place;
  const arrived = arrivedAt(state, keyOf(calls));
  const seeds = [...standing.map(([, { element }]) => element), ...arrived.keys()];
  const ahead = state.status === "active" ? elementsAhead(plan, seeds) : new Set<string>();
  const elements = Object.keys(plan.nodes).map((element) =>
    elementProgress(
      element,
      standing.filter(([, instance]) => instance.element === element),
      past?.elements.get(element),
      { arrived: arrived.get(element) ?? 0, isAhead: ahead.has(element) },
    ),
  );
  return { plan, calls, elements, flows: past === undefined ? [] : past.flowsOf(plan) };
}

/** Tokens that wait to be joined in the processes at one place, by gateway. */
function arrivedAt(state: CaseState, key: string): ReadonlyMap<string, number> {
  const arrived = new Map<string, number>();
  for (const [join, waiting] of Object.entries(state.joins)) {
    const { scope, gateway } = placeOfJoin(join);
    if (keyOf(callsAround(state, scope)) !== key) continue;
    const count = Object.values(waiting).reduce((sum, each) => sum + each, 0);
    arrived.set(gateway, (arrived.get(gateway) ?? 0) + count);
  }
  return arrived;
}

function elementProgress(
  element: string,
  open: Standing,
  past: Past | undefined,
  { arrived, isAhead }: { readonly arrived: number; readonly isAhead: boolean },
): ElementProgress {
  const body = open.find(([, { wait }]) => wait.kind === "multi")?.[1].wait;
  const status = openStatus(open, arrived) ?? pastStatus(past) ?? (isAhead ? "ahead" : "notTaken");
  return {
    element,
    status,
    times: past?.times ?? 0,
    lastAt: past?.lastAt ?? null,
    open: open.filter(([, { wait }]) => wait.kind !== "multi").map(([id]) => id),
    arrived,
    dueAt: open.flatMap(([, instance]) => endOf(instance) ?? []).toSorted(),
    runs: body?.kind === "multi" ? { total: body.total, done: body.done, votes: body.votes ?? null } : null,
    failures: open.flatMap(([, { wait }]) => (wait.kind === "failed" ? [wait.problem] : [])),
  };
}

function endOf({ wait, due }: ElementInstance): Instant | null {
  if (wait.kind === "timer") return wait.rung === undefined ? wait.dueAt : null;
  return isScope(wait) ? (due?.promised ?? due?.statutory ?? null) : null;
}

function openStatus(open: Standing, arrived: number): ProgressStatus | null {
  const waits = open.map(([, { wait }]) => wait);
  if (waits.some(({ kind }) => kind === "failed")) return "failed";
  const demanded = waits.some((wait) => !isWatcher(wait) && !(wait.kind === "task" && wait.optional));
  if (demanded || arrived > 0) return "current";
  if (waits.some(({ kind }) => kind === "task")) return "offered";
  return waits.length > 0 ? "waiting" : null;
}

function pastStatus(past: Past | undefined): ProgressStatus | null {
  if (past === undefined) return null;
  return past.isDone ? "done" : past.isStopped ? "stopped" : null;
}
