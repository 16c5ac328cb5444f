import type { Instant, LocalDate } from "#kernel";

/** One version of one area's working-day table. Plain data: it can be stored, hashed and replayed. */
export type WorkCalendar = {
  /** e.g. `cn` */
  readonly id: string;
  /** Content version, e.g. `cn-2026.1`; a case pins it. */
  readonly version: string;
  /** Years the table answers for; any other year is refused, never guessed. */
  readonly coveredYears: readonly number[];
  /** Years in the table that rest on an expectation, not on the State Council's notice. */
  readonly provisionalYears: readonly number[];
  /** Days off by notice; weekend days within a holiday may be listed too. */
  readonly daysOff: readonly LocalDate[];
  /** Weekend days that are worked (调休上班). */
  readonly makeUpDays: readonly LocalDate[];
  /** Working hours of a working day, local time, e.g. [["08:30","11:30"],["13:00","17:00"]]. */
  readonly hours: readonly (readonly [string, string])[];
};

/** `wd` working days, `d` calendar days, `wh` working hours, `h` hours by the wall clock. */
export type LimitUnit = "wd" | "d" | "wh" | "h";

/** A legal period: `5wd`, `15d`, `4wh`, `24h`; `0wd` = the end of that working day. */
export type Limit = { readonly amount: number; readonly unit: LimitUnit };

/** Whose time a pause is: the applicant's (补正) or nobody's (特别程序, 许可法 art. 45). */
export type PauseKind = "yours" | "excluded";

/** Time that is not counted, and why. `to` is null while it lasts. */
export type Pause = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly ground: string;
  readonly kind: PauseKind;
};

/** The one extension a period may get, with who approved it and why (许可法 art. 42). */
export type Extension = {
  readonly by: string;
  readonly approver: string;
  readonly reason: string;
  readonly at: Instant;
};

/**
 * A legal clock as plain data, kept in a case's state. Pauses before `startedAt` (a correction before
 * acceptance) move no due date but count as the applicant's days.
 */
export type Clock = {
  readonly calendar: string;
  readonly startedAt: Instant | null;
  /** When the start was written down, where it lies in the past then: an acceptance that is deemed. */
  readonly notedAt?: Instant;
  readonly statutory: string;
  readonly promised: string | null;
  readonly pauses: readonly Pause[];
  readonly extension: Extension | null;
  readonly stoppedAt: Instant | null;
};

/** green = time enough; yellow = little left; red = overdue; paused; stopped in time or late keeps green/red. */
export type Light = "green" | "yellow" | "red" | "paused";

/** One stretch of a clock, whether it counted, and the reason in words. */
export type Interval = {
  readonly from: Instant;
  readonly to: Instant;
  readonly counted: boolean;
  readonly part: "ours" | "yours" | "excluded";
  /** Days (in the limit's own counting unit) this stretch adds to its part. */
  readonly days: number;
  readonly why: { readonly zh: string; readonly en: string };
};

/** One limit and when it ends: `limit` is the one in force, the base and its extension together. */
export type LimitInForce = {
  readonly limit: string;
  readonly base: string;
  readonly extendedBy: string | null;
  readonly due: Instant | null;
  readonly dueOn: LocalDate | null;
  /** The last day without the extension; null where there is none. */
  readonly dueOnBefore: LocalDate | null;
  /** What is left until due in the limit's unit, negative when it is past; null before the start. */
  readonly remaining: number | null;
  /** Past its end at the moment asked, or at the stop; a pause that begins after the end does not hide it. */
  readonly late: boolean;
};

/** The pause that lasts: what for, and whose time it is. */
export type OpenPause = {
  readonly since: Instant;
  readonly kind: PauseKind;
  readonly ground: { readonly zh: string; readonly en: string };
};

/** The explanation of one clock at one moment. ourDays + yourDays + excludedDays = wholeDays, always. */
export type Explanation = {
  readonly due: Instant | null;
  readonly dueOn: LocalDate | null;
  readonly statutory: LimitInForce;
  readonly promised: LimitInForce | null;
  /** What was added to both limits, who approved it and why. */
  readonly extension: Extension | null;
  readonly pause: OpenPause | null;
  readonly unit: LimitUnit;
  readonly ourDays: number;
  readonly yourDays: number;
  readonly excludedDays: number;
  readonly wholeDays: number;
  /** Working days (or the unit's) left until due at the moment asked; negative when overdue. */
  readonly remaining: number | null;
  readonly light: Light;
  readonly onTime: boolean | null;
  readonly intervals: readonly Interval[];
  readonly provisional: boolean;
  readonly calendar: string;
};
