// BPMN 2.0 as Camunda Modeler writes it for Camunda 8, with our own `yiwang:` legal time, read into plans.
// It never runs anything and never ignores an element it does not know: that is a problem naming it.
// Start with compile-process.ts (the way through) and plan.ts (what comes out); elements/ has one file a kind.
export { compileProcess, type CompileOptions } from "./compile-process.ts";
export { COMPILERS } from "./elements/compilers.ts";
export { CALLER, CASE_CLOCK } from "./plan.ts";
export type {
  AdHocSubProcess,
  BoundaryEvent,
  CallActivity,
  ClockAction,
  CountedBy,
  DecisionTask,
  EventStart,
  ExclusiveGateway,
  Flow,
  JobTask,
  JointReview,
  LegalLimit,
  Loop,
  Mapping,
  NodeBase,
  NodeKind,
  NodeOf,
  ParallelGateway,
  Plan,
  PlanNode,
  Rung,
  ScopeLimit,
  ScriptTask,
  TerminateEnd,
  Throwing,
  TimerRule,
  Trigger,
  UserTask,
  Value,
} from "./plan.ts";
export { addDuration, nextOfCycle, parseCycle, parseTimerDate, type Cycle } from "./timer-text.ts";
export { hasLayout } from "./has-layout.ts";
export { yiwangDescriptor } from "./yiwang-descriptor.ts";
