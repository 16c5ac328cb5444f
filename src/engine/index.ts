// One engine for every case: step(plan, state, event) gives the next state, one entry and effects as data.
// It never reads a clock, never does input or output, and never loses or doubles a token.
// Start with step.ts, then life-cycle.ts (an element's phases) and handlers/ (one file an element kind).
export { decideWith } from "./decide-with.ts";
export { applyDelta, diff } from "./delta.ts";
export { findFailed, type FailedElement, type FailedRead } from "./failed-reads.ts";
export { link, type Decide, type Decided, type LinkedPlan, type LinkOptions } from "./link.ts";
export { messageEnd } from "./messages.ts";
export { nodeOf, standingsOf, tryMove, type Standing } from "./moves.ts";
export { offersOf, type Offer } from "./offers.ts";
export {
  calledPlans,
  completedBy,
  deadlineOf,
  openFailures,
  openScopes,
  openTasks,
  openTimers,
  returnsOf,
  type Deadline,
} from "./open-work.ts";
export { hasPlace, renamed, type PlanChange } from "./plan-change.ts";
export { parallelParts } from "./parallel-parts.ts";
export { elementsAhead } from "./progress-ahead.ts";
export { findEventStart, startTimers, type StartTimer } from "./process-starts.ts";
export {
  progressOf,
  type ElementProgress,
  type ProcessProgress,
  type ProgressStatus,
  type RunsProgress,
} from "./progress.ts";
export { nextFiring, type TimerWait } from "./timers.ts";
export type { JobAnswers } from "./rehearsal-answers.ts";
export {
  rehearse,
  type Rehearsal,
  type RehearsalOptions,
  type RehearsalRefusal,
  type TraceEvent,
} from "./rehearsal.ts";
export { parseRehearsalScript, type RehearsalScript, type RehearsalStep } from "./rehearsal-script.ts";
export { foldEntries, replay } from "./replay.ts";
export {
  instancesOf,
  isOfClock,
  isWatcher,
  type CaseState,
  type ElementInstance,
  type Wait,
} from "./state.ts";
export { step, type Step } from "./step.ts";
export { leadsPast } from "./ways-past.ts";
export type {
  Actor,
  CaseEvent,
  CaseStateFace,
  CaseStatus,
  Correction,
  Delta,
  Effect,
  Failure,
  InstanceId,
  Mark,
  OpenJob,
  OpenScope,
  OpenSubscription,
  OpenTask,
  OpenTimer,
  Period,
  Returned,
  StepEntry,
} from "./types.ts";
