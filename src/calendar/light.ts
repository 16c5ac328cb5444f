import type { Light } from "./types.ts";

/** When a clock turns yellow; the defaults are a proposal [D], so a district may set its own. */
export type LightThresholds = {
  /** Yellow when at most this part of the limit is left. */
  readonly fraction: number;
  /** Yellow when at most this many working days are left. */
  readonly workingDays: number;
};

export const DEFAULT_THRESHOLDS: LightThresholds = { fraction: 1 / 3, workingDays: 1 };

export type LightFacts = {
  readonly started: boolean;
  readonly stopped: boolean;
  readonly paused: boolean;
  /** Past due at the moment asked, or due before the pause began. */
  readonly overdue: boolean;
  readonly remaining: number | null;
  readonly amount: number;
  /** Working days left; null for limits in hours, which are too short for this test. */
  readonly workingDaysLeft: number | null;
};

/** A pause that begins after the due date does not hide that the case is overdue. */
export function lightOf(facts: LightFacts, thresholds: LightThresholds): Light {
  if (facts.overdue) return "red";
  if (facts.stopped) return "green";
  if (facts.paused) return "paused";
  if (!facts.started) return "green";
  const little = facts.remaining !== null && facts.remaining <= facts.amount * thresholds.fraction;
  const lastDay = facts.workingDaysLeft !== null && facts.workingDaysLeft <= thresholds.workingDays;
  return little || lastDay ? "yellow" : "green";
}
