import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import { addDuration, type Plan } from "#process";
import { link, type LinkedPlan, type LinkOptions } from "./link.ts";
import { openTimers } from "./open-work.ts";
import type { RehearsalScript, RehearsalStep } from "./rehearsal-script.ts";
import { getNode } from "./run.ts";
import { instancesOf, isScope, type CaseState, type Wait } from "./state.ts";
import { step } from "./step.ts";
import type { Actor, CaseEvent, CaseStatus, Mark, StepEntry } from "./types.ts";

export type RehearsalOptions = LinkOptions & {
  /** Between two steps the state goes through JSON text and a plan linked afresh reads it. */
  readonly restartEveryStep?: boolean;
  /** The clock's beginning where the script names none. */
  readonly now: Instant;
};

export type TraceEvent = {
  readonly element: string;
  readonly name: string;
  readonly event: "entered" | "completed" | "cancelled" | "fired" | "failed" | "resolved";
};

/** How a rehearsal ended. `open` lists what waits for someone or something, oldest first: boundary timers are
 * among it, scopes that wait for what is inside them are not. */
export type Rehearsal = {
  readonly status: CaseStatus;
  readonly open: readonly { readonly element: string; readonly type: string }[];
  readonly variables: JsonObject;
  readonly trace: readonly TraceEvent[];
  /** The whole case, for expectations on outcome, clocks or state; null when nothing was started. */
  readonly state: CaseState | null;
  readonly entries: readonly StepEntry[];
};

/** A rehearsal that was stopped; `step` is the 0-based index of the refused step, null for the start. */
export type RehearsalRefusal = { readonly step: number | null; readonly problem: Problem };

/** Timers firing in one rehearsal; more is a period far too short for the time advanced. */
const FIRING_BOUND = 10_000;

const TRACED: Readonly<Partial<Record<Mark["kind"], TraceEvent["event"]>>> = {
  entered: "entered",
  completed: "completed",
  cancelled: "cancelled",
  timerFired: "fired",
  failed: "failed",
  resolved: "resolved",
};

type Stage = {
  linked: LinkedPlan | null;
  state: CaseState | null;
  now: Instant;
  firings: number;
  readonly entries: StepEntry[];
};

type Played = Result<null, Problem>;

/**
 * Plays a script against published plans under a virtual clock. Timers already due fire after each step.
 * Errors: a refusal naming the step and the problem (ENGINE_…, REHEARSAL_…).
 */
export function rehearse(
  plans: readonly Plan[],
  script: RehearsalScript,
  options: RehearsalOptions,
): Result<Rehearsal, RehearsalRefusal> {
  const stage: Stage = { linked: null, state: null, now: script.now ?? options.now, firings: 0, entries: [] };
  const started = startCase(stage, plans, script, options);
  if (!started.ok) return err({ step: null, problem: started.error });
  for (const [index, each] of script.steps.entries()) {
    if (options.restartEveryStep === true) restart(stage, plans, options);
    const played = play(stage, each);
    const settled = played.ok ? fireUntil(stage, stage.now) : played;
    if (!settled.ok) return err({ step: index, problem: settled.error });
  }
  return ok(report(stage));
}

function startCase(
  stage: Stage,
  plans: readonly Plan[],
  script: RehearsalScript,
  options: RehearsalOptions,
): Played {
  if (script.process === null) return ok(null);
  const plan = plans.find(({ id }) => id === script.process);
  if (plan === undefined) return err(problem("REHEARSAL_PROCESS_UNKNOWN", { process: script.process }));
  stage.linked = link(plan, { plans, ...options });
  const { startAt, variables } = script;
  const started = happen(stage, {
    kind: "start",
    ...timeAndActor(stage),
    variables,
    ...(startAt === null ? {} : { startAt }),
  });
  return started.ok ? fireUntil(stage, stage.now) : started;
}

/** As if the process had been stopped: only what JSON can hold survives. */
function restart(stage: Stage, plans: readonly Plan[], options: RehearsalOptions): void {
  stage.state = JSON.parse(JSON.stringify(stage.state)) as CaseState | null;
  if (stage.linked !== null)
    stage.linked = link(reborn(stage.linked.plan), { plans: plans.map(reborn), ...options });
}

const reborn = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan)) as Plan;

function play(stage: Stage, asked: RehearsalStep): Played {
  const common = timeAndActor(stage);
  switch (asked.do) {
    case "complete": {
      const { variables, by } = asked;
      const actor: Actor = by === null ? common.actor : { kind: "person", account: by };
      const task = findOpen(stage, asked.element, "task");
      if (task !== undefined)
        return happen(stage, { kind: "completeTask", ...common, actor, task, variables });
      const job = findOpen(stage, asked.element, "job");
      if (job === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "completeJob", ...common, job, variables });
    }
    case "fail": {
      const { retries, message } = asked;
      const job = findOpen(stage, asked.element, "job");
      if (job === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "failJob", ...common, job, retries, message });
    }
    case "throw": {
      const { code, variables } = asked;
      const job = findOpen(stage, asked.element, "job");
      if (job === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "throwError", ...common, job, code, variables });
    }
    case "resolve": {
      const instance = findOpen(stage, asked.element, "failed");
      if (instance === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "resolveFailure", ...common, instance, variables: asked.variables });
    }
    case "cancel":
      return happen(stage, { kind: "cancel", ...common, reason: asked.reason });
    case "return": {
      const task = findOpen(stage, asked.element, "task");
      if (task === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "returnTask", ...common, task, to: asked.to, reason: "" });
    }
    case "transfer": {
      const task = findOpen(stage, asked.element, "task");
      if (task === undefined) return notOpen(asked.element);
      return happen(stage, {
        kind: "transferTask",
        ...common,
        task,
        candidateGroups: asked.to,
        reason: "",
      });
    }
    case "activate": {
      const scope = findOpen(stage, asked.element, "adHoc");
      if (scope === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "activateElements", ...common, scope, elements: asked.to });
    }
    case "move": {
      const instance = findInstance(stage, asked.element);
      if (instance === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "moveToken", ...common, instance, to: asked.to, reason: "" });
    }
    case "advance": {
      const until = addDuration(stage.now, asked.duration);
      if (until === undefined) throw new Error("durations are checked when the script is read");
      return fireUntil(stage, until);
    }
    case "message":
    case "signal":
      return err(problem("REHEARSAL_NOT_EXPECTED", { name: asked.name }));
  }
}

/** Lets time pass: every timer due by then fires, the earliest first, and the clock stands at `until`. */
function fireUntil(stage: Stage, until: Instant): Played {
  for (let timer = nextDue(stage, until); timer !== undefined; timer = nextDue(stage, until)) {
    stage.firings += 1;
    if (stage.firings > FIRING_BOUND)
      return err(problem("REHEARSAL_TIMERS_ENDLESS", { limit: FIRING_BOUND }));
    if (timer.dueAt > stage.now) stage.now = timer.dueAt;
    const fired = happen(stage, { kind: "fireTimer", ...timeAndActor(stage), timer: timer.id });
    if (!fired.ok) return fired;
  }
  stage.now = until;
  return ok(null);
}

function nextDue(stage: Stage, until: Instant): ReturnType<typeof openTimers>[number] | undefined {
  if (stage.state === null) return undefined;
  // Instants sort as text; of two due at once the older timer comes first.
  const due = openTimers(stage.state).filter(({ dueAt }) => dueAt <= until);
  return due.reduce<(typeof due)[number] | undefined>(
    (first, each) => (first === undefined || each.dueAt < first.dueAt ? each : first),
    undefined,
  );
}

function happen(stage: Stage, event: CaseEvent): Played {
  if (stage.linked === null) return err(problem("ENGINE_CASE_NOT_STARTED"));
  const stepped = step(stage.linked, stage.state, event);
  if (!stepped.ok) return stepped;
  stage.state = stepped.value.state;
  stage.entries.push(...stepped.value.entries);
  return ok(null);
}

const timeAndActor = (stage: Stage): { readonly at: Instant; readonly actor: Actor } => ({
  at: stage.now,
  actor: { kind: "system", name: "rehearsal" },
});

function findInstance({ state }: Stage, element: string): string | undefined {
  return state === null ? undefined : instancesOf(state).find(([, each]) => each.element === element)?.[0];
}

function findOpen(stage: Stage, element: string, kind: Wait["kind"]): string | undefined {
  if (stage.state === null) return undefined;
  return instancesOf(stage.state).find(
    ([, each]) => each.element === element && each.wait.kind === kind,
  )?.[0];
}

const notOpen = (element: string): Played => err(problem("REHEARSAL_ELEMENT_NOT_OPEN", { element }));

function report({ state, linked, entries }: Stage): Rehearsal {
  const trace = entries.flatMap(({ marks }) => marks.flatMap(traceOf));
  if (state === null || linked === null)
    return { status: "active", open: [], variables: {}, trace, state: null, entries };
  const { instances } = state;
  const working = instancesOf(state).filter(([, { wait }]) => !isScope(wait));
  const open = working.map(([, { element, scope }]) => ({
    element,
    type: getNode({ linked, instances }, element, scope).type,
  }));
  return { status: state.status, open, variables: state.variables, trace, state, entries };
}

/** An activity that runs several times is traced by its runs; around them there is nothing that anyone did. */
const AROUND_RUNS = new Set<Mark["kind"]>(["entered", "completed", "cancelled"]);

function traceOf({ kind, element, name, detail }: Mark): readonly TraceEvent[] {
  const event = TRACED[kind];
  if (detail?.["body"] === true && AROUND_RUNS.has(kind)) return [];
  return event === undefined || element === undefined ? [] : [{ element, name: name ?? "", event }];
}
