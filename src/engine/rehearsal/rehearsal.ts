import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import { addDuration, type Plan } from "#process";
import type { LinkOptions } from "../state/link.ts";
import { openFailures, openTimers } from "../telling/open-work.ts";
import { publishTimers, sendMessage, sendSignal } from "./rehearsal-events.ts";
import { answerJobs, type JobAnswers } from "./rehearsal-answers.ts";
import type { RehearsalScript, RehearsalStep } from "./rehearsal-script.ts";
import { beginCase, happen, linkAt, timeAndActor, type Played, type Stage } from "./rehearsal-stage.ts";
import { getNode } from "../state/run.ts";
import { instancesOf, isScope, isWatcher, type CaseState, type Wait } from "../state/state.ts";
import type { Actor, CaseStatus, Mark, StepEntry } from "../state/types.ts";

export type RehearsalOptions = LinkOptions & {
  /** Between two steps the state goes through JSON text and a plan linked afresh reads it. */
  readonly restartEveryStep?: boolean;
  /** The clock's beginning where the script names none. */
  readonly now: Instant;
  /** What jobs give that the script does not speak of. */
  readonly answers?: JobAnswers;
};

export type TraceEvent = {
  readonly element: string;
  readonly name: string;
  readonly event:
    | "entered"
    | "completed"
    | "cancelled"
    | "fired"
    | "caught"
    | "failed"
    | "resolved"
    | "skipped";
};

/** How a rehearsal ended. `open` lists what waits for someone or something, oldest first: boundary timers are
 * among it, scopes that wait for what is inside them are not. */
export type Rehearsal = {
  readonly status: CaseStatus;
  readonly open: readonly { readonly element: string; readonly type: string }[];
  readonly variables: JsonObject;
  readonly trace: readonly TraceEvent[];
  /** What waits for a person to resolve it at the end, and why. */
  readonly failures: readonly {
    readonly element: string;
    readonly name: string;
    readonly problem: Problem;
  }[];
  /** The whole case, for expectations on outcome, clocks or state; null when nothing was started. */
  readonly state: CaseState | null;
  readonly entries: readonly StepEntry[];
};

/** A rehearsal that was stopped; `step` is the 0-based index of the refused step, null for the start. */
export type RehearsalRefusal = {
  readonly step: number | null;
  readonly problem: Problem;
  /** How things stood before. */
  readonly until: Rehearsal;
};

/** Timers firing in one rehearsal; more is a period far too short for the time advanced. */
const FIRING_BOUND = 10_000;

const TRACED: Readonly<Partial<Record<Mark["kind"], TraceEvent["event"]>>> = {
  entered: "entered",
  completed: "completed",
  cancelled: "cancelled",
  timerFired: "fired",
  messageReceived: "caught",
  signalReceived: "caught",
  errorCaught: "caught",
  escalationCaught: "caught",
  failed: "failed",
  resolved: "resolved",
  skipped: "skipped",
};

/**
 * Plays a script against published plans under a virtual clock. Timers already due fire after each step.
 * Errors: a refusal naming the step and the problem (ENGINE_…, REHEARSAL_…).
 */
export function rehearse(
  plans: readonly Plan[],
  script: RehearsalScript,
  options: RehearsalOptions,
): Result<Rehearsal, RehearsalRefusal> {
  const stage: Stage = {
    plans,
    options,
    variables: script.variables,
    linked: null,
    state: null,
    now: script.now ?? options.now,
    firings: 0,
    entries: [],
    timers: [],
    messages: [],
  };
  const started = startCase(stage, script);
  if (!started.ok) return err({ step: null, problem: started.error, until: report(stage) });
  for (const [index, each] of script.steps.entries()) {
    if (options.restartEveryStep === true) restart(stage);
    const played = playNext(stage, options.answers, each);
    if (!played.ok) return err({ step: index, problem: played.error, until: report(stage) });
  }
  const ended = answered(stage, options.answers);
  if (!ended.ok) return err({ step: script.steps.length - 1, problem: ended.error, until: report(stage) });
  return ok(report(stage));
}

/** Jobs that answer for themselves come before the step, timers that are due after it. */
function playNext(stage: Stage, answers: JobAnswers | undefined, step: RehearsalStep): Played {
  const before = answered(stage, answers, step);
  const played = before.ok ? play(stage, step) : before;
  return played.ok ? fireUntil(stage, stage.now) : played;
}

const answered = (stage: Stage, answers: JobAnswers | undefined, next?: RehearsalStep): Played =>
  answers === undefined ? ok(null) : answerJobs(stage, answers, next);

function startCase(stage: Stage, { process, startAt }: RehearsalScript): Played {
  const plan = stage.plans.find(({ id, nodes }) =>
    process === null ? startAt !== null && Object.hasOwn(nodes, startAt[0] ?? "") : id === process,
  );
  if (plan === undefined && process !== null) return err(problem("REHEARSAL_PROCESS_UNKNOWN", { process }));
  const started =
    plan === undefined ? publishTimers(stage) : beginCase(stage, plan, startAt === null ? {} : { startAt });
  return started.ok ? fireUntil(stage, stage.now) : started;
}

/** As if the process had been stopped: only what JSON can hold survives. */
function restart(stage: Stage): void {
  stage.state = JSON.parse(JSON.stringify(stage.state)) as CaseState | null;
  if (stage.linked !== null)
    stage.linked = linkAt({ ...stage, plans: stage.plans.map(reborn) }, reborn(stage.linked.plan));
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
      const job = findOpen(stage, asked.element, "job") ?? findOpen(stage, asked.element, "task");
      if (job === undefined) return notOpen(asked.element);
      return happen(stage, { kind: "throwError", ...common, job, code, variables });
    }
    case "resolve":
    case "skip": {
      const instance = findOpen(stage, asked.element, "failed");
      if (instance === undefined) return notOpen(asked.element);
      const failure = { ...common, instance, variables: asked.variables };
      return asked.do === "resolve"
        ? happen(stage, { kind: "resolveFailure", ...failure })
        : happen(stage, { kind: "skipFailure", ...failure, reason: "" });
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
      return sendMessage(stage, asked);
    case "signal":
      return sendSignal(stage, asked);
  }
}

/** Lets time pass: every timer due by then fires, the earliest first, and the clock stands at `until`. */
function fireUntil(stage: Stage, until: Instant): Played {
  for (let timer = nextDue(stage, until); timer !== undefined; timer = nextDue(stage, until)) {
    stage.firings += 1;
    if (stage.firings > FIRING_BOUND)
      return err(problem("REHEARSAL_TIMERS_ENDLESS", { limit: FIRING_BOUND }));
    if (timer.dueAt > stage.now) stage.now = timer.dueAt;
    const fired = timer.fire();
    if (!fired.ok) return fired;
  }
  stage.now = until;
  return ok(null);
}

type Due = { readonly dueAt: Instant; readonly fire: () => Played };

function nextDue(stage: Stage, until: Instant): Due | undefined {
  // Instants sort as text; of two due at once the older timer comes first.
  return timersOf(stage).reduce<Due | undefined>(
    (first, each) =>
      each.dueAt <= until && (first === undefined || each.dueAt < first.dueAt) ? each : first,
    undefined,
  );
}

/** The timers of the case, or those that may begin one. */
function timersOf(stage: Stage): readonly Due[] {
  if (stage.state === null)
    return stage.timers.map(({ plan, element, wait: { dueAt } }) => ({
      dueAt,
      fire: () => beginCase(stage, plan, { startAt: [element] }),
    }));
  return openTimers(stage.state).map(({ id, dueAt }) => ({
    dueAt,
    fire: () => happen(stage, { kind: "fireTimer", ...timeAndActor(stage), timer: id }),
  }));
}

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
    return { status: "active", open: [], variables: {}, trace, failures: [], state: null, entries };
  const { instances } = state;
  const working = instancesOf(state).filter(([, { wait }]) => isShown(instances, wait));
  const open = working.map(([, { element, scope }]) => ({
    element,
    type: getNode({ linked, instances }, element, scope).type,
  }));
  const failures = openFailures(state).map(({ id, element, problem: found }) => ({
    element,
    name: getNode({ linked, instances }, element, instances[id]?.scope).name,
    problem: found,
  }));
  return { status: state.status, open, variables: state.variables, trace, failures, state, entries };
}

/**
 * What waits for someone or something of its own: an event-based gateway stands for the events behind it, and
 * of what watches an activity or a scope only timers are shown.
 */
function isShown(instances: CaseState["instances"], wait: Wait): boolean {
  if (isScope(wait) || wait.kind === "undoing") return false;
  if (!isWatcher(wait)) return true;
  const host = wait.host === null ? undefined : instances[wait.host];
  return wait.kind === "timer" && wait.rung === undefined && host?.wait.kind !== "gateway";
}

/** An activity that runs several times is traced by its runs; around them there is nothing that anyone did. */
const AROUND_RUNS = new Set<Mark["kind"]>(["entered", "completed", "cancelled"]);

function traceOf({ kind, element, name, detail }: Mark): readonly TraceEvent[] {
  const event = TRACED[kind];
  if (detail?.["body"] === true && AROUND_RUNS.has(kind)) return [];
  return event === undefined || element === undefined ? [] : [{ element, name: name ?? "", event }];
}
