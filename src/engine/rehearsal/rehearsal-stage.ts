import { err, problem, ok, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { Plan } from "#process";
import { link, type LinkedPlan, type LinkOptions } from "../state/link.ts";
import { messageEnd } from "../state/messages.ts";
import type { StartTimer } from "../time/process-starts.ts";
import type { BufferedMessage, CaseState } from "../state/state.ts";
import { step } from "../stepping/step.ts";
import type { Actor, CaseEvent, Effect, StepEntry } from "../state/types.ts";

/** A rehearsal under way: what was published, the one case it is about, and the virtual clock. */
export type Stage = {
  readonly plans: readonly Plan[];
  readonly options: LinkOptions;
  /** The case's variables at its start, whatever begins it. */
  readonly variables: JsonObject;
  linked: LinkedPlan | null;
  state: CaseState | null;
  now: Instant;
  firings: number;
  readonly entries: StepEntry[];
  /** Timers that begin a process, while no case has begun. */
  timers: readonly (StartTimer & { readonly plan: Plan })[];
  /** Messages sent before there was a case. */
  messages: readonly BufferedMessage[];
};

export type Played = Result<null, Problem>;

export const timeAndActor = (stage: Stage): { readonly at: Instant; readonly actor: Actor } => ({
  at: stage.now,
  actor: { kind: "system", name: "rehearsal" },
});

export const linkAt = ({ plans, options }: Stage, plan: Plan): LinkedPlan =>
  link(plan, { plans, ...options });

/** The case begins; what was sent before then reaches it if it is still waiting. */
export function beginCase(
  stage: Stage,
  plan: Plan,
  how: { readonly startAt?: readonly string[]; readonly payload?: JsonObject },
): Played {
  stage.linked = linkAt(stage, plan);
  stage.timers = [];
  const started = happen(stage, {
    kind: "start",
    ...timeAndActor(stage),
    variables: stage.variables,
    ...how,
  });
  if (!started.ok) return started;
  const waiting = stage.messages.filter(({ until }) => until > stage.now);
  stage.messages = [];
  for (const message of waiting) {
    const sent = happen(stage, { kind: "correlateMessage", ...timeAndActor(stage), ...message });
    if (!sent.ok) return sent;
  }
  return ok(null);
}

export function happen(stage: Stage, event: CaseEvent): Played {
  if (stage.linked === null) return err(problem("ENGINE_CASE_NOT_STARTED"));
  const stepped = step(stage.linked, stage.state, event);
  if (!stepped.ok) return stepped;
  stage.state = stepped.value.state;
  stage.entries.push(...stepped.value.entries);
  return bringThrown(stage, stepped.value.effects);
}

/** There is no other case: what this one throws and does not take at once waits for itself. */
function bringThrown(stage: Stage, effects: readonly Effect[]): Played {
  const until = messageEnd(stage.now);
  for (const effect of effects) {
    if (effect.kind !== "publishMessage" || hasEnded(stage.state)) continue;
    const sent = { kind: "correlateMessage", ...timeAndActor(stage), ...effect.message, until } as const;
    const brought = happen(stage, sent);
    if (!brought.ok) return brought;
  }
  return ok(null);
}

const hasEnded = (state: CaseState | null): boolean =>
  state === null || state.status === "completed" || state.status === "terminated";
