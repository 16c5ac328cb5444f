import { ok, type Instant, type Problem, type Result } from "#kernel";
import type { EventStart, Plan } from "#process";
import { evaluateString } from "../state/evaluate.ts";
import type { LinkedPlan } from "../state/link.ts";
import { beginRun, type Living, type Run } from "../state/run.ts";
import { isRunning, type RunningTimer } from "./timers.ts";
import { waitFor } from "./watching.ts";

/** A timer that begins a process: when it next does. */
export type StartTimer = { readonly element: string; readonly wait: RunningTimer };

/** The start event by which a message or signal of a name begins a process; undefined where none does. */
export function findEventStart(
  linked: LinkedPlan,
  on: "message" | "signal",
  name: string,
  at: Instant,
): string | undefined {
  const run = nobodysRun(linked, at);
  const found = eventStarts(linked.plan).find((node) => {
    if (node.trigger.kind !== on) return false;
    const named = evaluateString(run, livingAt(node), node.trigger.name, `${on}Ref name`);
    return named.ok && named.value === name;
  });
  return found?.id;
}

/** When the timers of a process published at a moment begin it. Errors: those of their expressions. */
export function startTimers(linked: LinkedPlan, at: Instant): Result<readonly StartTimer[], Problem> {
  const run = nobodysRun(linked, at);
  const timers: StartTimer[] = [];
  for (const node of eventStarts(linked.plan)) {
    if (node.trigger.kind !== "timer") continue;
    const wait = waitFor(run, livingAt(node), node.trigger, { host: null });
    if (!wait.ok) return wait;
    if (wait.value.kind === "timer" && isRunning(wait.value))
      timers.push({ element: node.id, wait: wait.value });
  }
  return ok(timers);
}

/** Whether a process has to do with a message or signal of that name; one worked out at run time may be any. */
export function speaksOf(plan: Plan, on: "message" | "signal", name: string): boolean {
  return Object.values(plan.nodes).some((node) => {
    const event = "trigger" in node ? node.trigger : "throws" in node ? node.throws : undefined;
    if (event === undefined || event.kind !== on) return false;
    return event.name.kind === "feel" || String(event.name.value) === name;
  });
}

export const beginsByTimer = (plan: Plan): boolean =>
  eventStarts(plan).some(({ trigger }) => trigger.kind === "timer");

const eventStarts = (plan: Plan): readonly EventStart[] =>
  Object.values(plan.nodes).flatMap((node) =>
    node.kind === "eventStart" && node.scope === null ? [node] : [],
  );

/** Expressions of start events are worked out before there is a case. */
const nobodysRun = (linked: LinkedPlan, at: Instant): Run =>
  beginRun(linked, null, { kind: "start", at, actor: { kind: "system", name: "start" }, variables: {} });

const livingAt = (node: EventStart): Living => ({ id: "", node, scope: null, variables: {} });
