// One engine for every case: step(plan, state, event) gives the next state, one entry and effects as data.
// It never reads a clock, never does input or output, and never loses or doubles a token.
// Start with stepping/step.ts, then paths/life-cycle.ts (an element's phases) and handlers/ (one file a kind).
export { decideWith } from "./state/decide-with.ts";
export { applyDelta, diff } from "./state/delta.ts";
export { findFailed, type FailedElement, type FailedRead } from "./telling/failed-reads.ts";
export { link, type Decide, type Decided, type LinkedPlan, type LinkOptions } from "./state/link.ts";
export { messageEnd } from "./state/messages.ts";
export { nodeOf, standingsOf, tryMove, type Standing } from "./stepping/moves.ts";
export { offersOf, type Offer } from "./stepping/offers.ts";
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
} from "./telling/open-work.ts";
export { hasPlace, renamed, type PlanChange } from "./stepping/plan-change.ts";
export { parallelParts } from "./telling/parallel-parts.ts";
export { elementsAhead } from "./telling/progress-ahead.ts";
export { findEventStart, startTimers, type StartTimer } from "./time/process-starts.ts";
export {
  progressOf,
  type ElementProgress,
  type ProcessProgress,
  type ProgressStatus,
  type RunsProgress,
} from "./telling/progress.ts";
export { nextFiring, type TimerWait } from "./time/timers.ts";
export type { JobAnswers } from "./rehearsal/rehearsal-answers.ts";
export {
  rehearse,
  type Rehearsal,
  type RehearsalOptions,
  type RehearsalRefusal,
  type TraceEvent,
} from "./rehearsal/rehearsal.ts";
export {
  parseRehearsalScript,
  type RehearsalScript,
  type RehearsalStep,
} from "./rehearsal/rehearsal-script.ts";
export { answersSince, comesToTheSame, type AnswersSince } from "./stepping/answers-since.ts";
export { foldEntries, replay } from "./stepping/replay.ts";
export {
  instancesOf,
  isOfClock,
  isWatcher,
  type CaseState,
  type ElementInstance,
  type MergedState,
  type Wait,
} from "./state/state.ts";
export { step, type Step } from "./stepping/step.ts";
export { leadsPast } from "./telling/ways-past.ts";
export type {
  Actor,
  CaseEvent,
  CaseStateFace,
  CaseStatus,
  Correction,
  FormCorrection,
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
} from "./state/types.ts";
