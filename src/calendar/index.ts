// Working days, legal periods and clocks with pauses; every due date explains itself.
// It never reads the time of day, never guesses a year without a holiday notice, and changes no date
// of a case by itself. Start with types.ts, then due.ts and explain.ts.
export { BUILT_IN_CALENDARS, CN_CALENDAR, findCalendar } from "./built-in.ts";
export {
  extendClock,
  findOpenPause,
  newClock,
  pauseClock,
  reopenClock,
  resumeClock,
  startClock,
  stopClock,
} from "./clock.ts";
export { dueOf, type Due } from "./due.ts";
export { dueUnderPauses, limitOfClock, shiftLimit } from "./due-under-pauses.ts";
export { explain } from "./explain.ts";
export { findGround, GROUNDS, kindOfGround, nameOfGround, type Ground } from "./grounds.ts";
export { DEFAULT_THRESHOLDS, type LightThresholds } from "./light.ts";
export { undatedLimits } from "./limit-in-force.ts";
export { nameOfDuration } from "./duration-words.ts";
export { formatLimit, nameOfLengthened, nameOfLimit, parseLimit } from "./limit.ts";
export { parseCalendar } from "./parse-calendar.ts";
export { recompute, type Recomputation } from "./recompute.ts";
export type {
  Clock,
  Explanation,
  Extension,
  Interval,
  Light,
  Limit,
  LimitInForce,
  LimitUnit,
  OpenPause,
  Pause,
  PauseKind,
  WorkCalendar,
} from "./types.ts";
export { addWorkingDays, isWorkingDay, workingDaysBetween } from "./working-days.ts";
