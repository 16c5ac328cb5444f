import { err, ok, problem, type JsonObject } from "#kernel";
import { messageEnd } from "../state/messages.ts";
import { beginsByTimer, findEventStart, speaksOf, startTimers } from "../time/process-starts.ts";
import { beginCase, happen, linkAt, timeAndActor, type Played, type Stage } from "./rehearsal-stage.ts";
import type { RehearsalStep } from "./rehearsal-script.ts";
import { instancesOf } from "../state/state.ts";

type Sent<What extends "message" | "signal"> = Extract<RehearsalStep, { readonly do: What }>;

/** The models are published without a case: from now on their timers may begin one. */
export function publishTimers(stage: Stage): Played {
  for (const plan of stage.plans.filter(beginsByTimer)) {
    const timers = startTimers(linkAt(stage, plan), stage.now);
    if (!timers.ok) return timers;
    stage.timers = [...stage.timers, ...timers.value.map((timer) => ({ ...timer, plan }))];
  }
  return ok(null);
}

/** A message begins the case, reaches what expects it, or waits for that as long as it lives. */
export function sendMessage(stage: Stage, { name, key, variables, lifetime }: Sent<"message">): Played {
  if (stage.state === null) {
    const begun = beginBy(stage, "message", name, variables);
    if (begun !== undefined) return begun;
  }
  if (!isKnown(stage, "message", name)) return err(problem("REHEARSAL_NOT_EXPECTED", { name }));
  const message = { name, key: key ?? "", variables, until: messageEnd(stage.now, lifetime ?? undefined) };
  if (stage.state !== null)
    return happen(stage, { kind: "correlateMessage", ...timeAndActor(stage), ...message });
  stage.messages = [...stage.messages, message];
  return ok(null);
}

/** A signal begins the case or reaches whatever waits for it; nothing keeps one that comes too early. */
export function sendSignal(stage: Stage, { name, variables }: Sent<"signal">): Played {
  if (stage.state === null) {
    const begun = beginBy(stage, "signal", name, variables);
    if (begun !== undefined) return begun;
  }
  if (!isKnown(stage, "signal", name)) return err(problem("REHEARSAL_NOT_EXPECTED", { name }));
  const waiting = stage.state === null ? [] : instancesOf(stage.state);
  if (!waiting.some(([, { wait }]) => wait.kind === "signal" && wait.name === name)) return ok(null);
  return happen(stage, { kind: "broadcastSignal", ...timeAndActor(stage), name, variables });
}

function beginBy(
  stage: Stage,
  on: "message" | "signal",
  name: string,
  payload: JsonObject,
): Played | undefined {
  for (const plan of stage.plans.filter((each) => speaksOf(each, on, name))) {
    const element = findEventStart(linkAt(stage, plan), on, name, stage.now);
    if (element !== undefined) return beginCase(stage, plan, { startAt: [element], payload });
  }
  return undefined;
}

const isKnown = (stage: Stage, on: "message" | "signal", name: string): boolean =>
  stage.plans.some((plan) => speaksOf(plan, on, name));
