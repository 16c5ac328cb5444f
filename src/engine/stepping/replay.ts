import { ok, type Problem, type Result } from "#kernel";
import { applyDelta } from "../state/delta.ts";
import type { LinkedPlan } from "../state/link.ts";
import type { CaseState } from "../state/state.ts";
import { step } from "./step.ts";
import type { StepEntry } from "../state/types.ts";

/** The state as the entries tell it, without running anything. */
export function foldEntries(entries: readonly StepEntry[]): CaseState | null {
  return entries.reduce<CaseState | null>((state, { delta }) => applyDelta(state, delta), null);
}

/**
 * Runs the events of a case again from nothing; whatever it gives must equal what was kept. `later` are the plans
 * that the case was migrated to since it began under `linked`. Errors: those of `step`.
 */
export function replay(
  linked: LinkedPlan,
  entries: readonly StepEntry[],
  later: readonly LinkedPlan[] = [],
): Result<{ readonly state: CaseState | null; readonly entries: readonly StepEntry[] }, Problem> {
  let state: CaseState | null = null;
  let current = linked;
  const made: StepEntry[] = [];
  for (const { event } of entries) {
    if (event.kind === "migrate") current = later.find(({ plan }) => plan.hash === event.plan) ?? current;
    const stepped = step(current, state, event);
    if (!stepped.ok) return stepped;
    state = stepped.value.state;
    made.push(...stepped.value.entries);
  }
  return ok({ state, entries: made });
}
