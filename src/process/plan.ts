/** What a property says: text as it stands, or a FEEL expression (written with a leading `=`). */
export type Value =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "feel"; readonly text: string };

/** One `zeebe:input` or `zeebe:output`; `target` is a path of names. */
export type Mapping = { readonly source: Value; readonly target: readonly string[] };

/** A sequence flow. `condition` is FEEL text without its `=`. */
export type Flow = {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly condition: string | null;
};

/** Before the id of a task of the process that calls this one, in `separateFrom`. */
export const CALLER = "caller:";

/** The clock that the case's own periods run on (法定、承诺时限); others may be kept beside it. */
export const CASE_CLOCK = "decision";

/** One `yiwang:clock`: what the element does to a legal clock on entering or leaving. */
export type ClockAction = { readonly clock: string; readonly when: "enter" | "leave" } & (
  | {
      readonly action: "start";
      readonly statutory: Value;
      readonly promised: Value | null;
      /** The instant the clock starts at, when earlier than now (deemed acceptance). */
      readonly from: Value | null;
    }
  /** One of the grounds the law knows, or FEEL that names one. */
  | { readonly action: "pause"; readonly ground: string | Value }
  | { readonly action: "resume" }
  | {
      readonly action: "extend";
      readonly by: Value;
      readonly approver: Value;
      readonly reason: Value;
    }
  | { readonly action: "stop" }
  /** What had stopped it proves not to be done (返工、重新打开): it counts on from its first start. */
  | { readonly action: "reopen" }
);

/**
 * With whose pauses a limit stands still: those of the case's clock if that runs when the limit begins, those of a
 * clock it names, or nobody's.
 */
export type CountedBy =
  | { readonly kind: "running" | "own" }
  | { readonly kind: "clock"; readonly clock: string };

/**
 * One `yiwang:limit`: a due instant computed by the legal calendar. Plans compiled before limits stood still in
 * pauses have no `countedBy`: their cases go on as they began.
 */
export type LegalLimit = {
  readonly value: Value;
  readonly from: Value | null;
  readonly countedBy?: CountedBy;
};

/**
 * The statutory and promised period of a scope or a user task (`yiwang:limit` on a subprocess, call activity, ad-hoc
 * subprocess or user task), with the rungs of its escalation ladder (`yiwang:escalation`).
 */
export type ScopeLimit = {
  readonly statutory: Value;
  readonly promised: Value | null;
  readonly from: Value | null;
  readonly countedBy?: CountedBy;
  readonly ladder: readonly Rung[];
};

/**
 * Before, at or after the end of one of the two periods (`by` in the period's own unit), people are told, the open
 * tasks inside go to others, or are raised to the highest priority.
 */
export type Rung = {
  readonly when: "near" | "due" | "overdue";
  readonly of: "statutory" | "promised";
  readonly by: Value | null;
  readonly action: "notify" | "reassign" | "raise";
  readonly to: Value | null;
};

/** When a timer fires. `date` and `duration` are ISO 8601 or FEEL. */
export type TimerRule =
  | { readonly kind: "date"; readonly value: Value }
  | { readonly kind: "duration"; readonly value: Value }
  | { readonly kind: "cycle"; readonly value: Value }
  | { readonly kind: "limit"; readonly limit: LegalLimit };

/** What an event waits for. An error or escalation without a code is any. */
export type Trigger =
  | { readonly kind: "timer"; readonly timer: TimerRule }
  | {
      readonly kind: "message";
      readonly name: Value;
      /** What a message must carry to be for this case; null where a message begins the process. */
      readonly key: Value | null;
    }
  | { readonly kind: "signal"; readonly name: Value }
  | { readonly kind: "error" | "escalation"; readonly code: string | null }
  /** The subprocess around it, once completed, is to be undone. */
  | { readonly kind: "compensation" };

/** What an event sets off. Compensation without an activity is that of the whole scope. */
export type Throwing =
  | { readonly kind: "message"; readonly name: Value; readonly key: Value }
  | { readonly kind: "signal"; readonly name: Value }
  | { readonly kind: "error" | "escalation"; readonly code: Value }
  | { readonly kind: "compensation"; readonly activity: string | null };

/**
 * 会签 (`yiwang:jointReview`): what each run votes (true agrees, false is against, null abstains), by which rule the
 * votes count, and the variable that holds the verdict. `all`: everybody must agree; `majority`: more than half of
 * all asked must; `veto`: nobody may be against.
 */
export type JointReview = {
  readonly rule: "all" | "majority" | "veto";
  readonly vote: Value;
  readonly result: string;
};

/**
 * Several runs of one activity (`zeebe:loopCharacteristics`), one for each item of the collection. Expressions
 * are FEEL; `completion` ends the activity early and sees `numberOfInstances` and its kin.
 */
export type Loop = {
  readonly sequential: boolean;
  readonly collection: Value;
  readonly inputElement: string | null;
  readonly output: { readonly collection: string; readonly element: Value } | null;
  readonly completion: Value | null;
  readonly review?: JointReview;
};

/** What every element has. `scope` is the id of the enclosing subprocess, null in the process itself. */
export type NodeBase = {
  readonly id: string;
  readonly name: string;
  /** BPMN's own name of the type, e.g. `userTask`. */
  readonly type: string;
  readonly scope: string | null;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly clocks: readonly ClockAction[];
  /** The public state the case has from here on (`yiwang:state`). */
  readonly state: string | null;
  /** Boundary events attached to this activity. */
  readonly boundaries: readonly string[];
  /** There when the scope or task that this element opens has a ladder or two limits; of several runs each has it. */
  readonly deadline?: ScopeLimit;
  /** There when the activity runs several times. */
  readonly loop?: Loop;
};

type NoneStart = NodeBase & { readonly kind: "noneStart" };
type NoneEnd = NodeBase & { readonly kind: "noneEnd"; readonly outcome: Value | null };
export type TerminateEnd = NodeBase & { readonly kind: "terminateEnd"; readonly outcome: Value | null };
type PassThrough = NodeBase & { readonly kind: "passThrough" };
export type UserTask = NodeBase & {
  readonly kind: "userTask";
  readonly assignee: Value | null;
  readonly candidateGroups: Value | null;
  readonly candidateUsers: Value | null;
  readonly formId: string | null;
  readonly dueDate: Value | null;
  readonly followUpDate: Value | null;
  readonly priority: Value | null;
  readonly limit: LegalLimit | null;
  readonly optional: boolean;
  readonly separateFrom: readonly string[];
  /** Earlier tasks it may be returned to (退回). */
  readonly returnTo?: readonly string[];
  /** The organ whose task it is, where that is not the case's own. */
  readonly organ?: Value;
};
export type JobTask = NodeBase & {
  readonly kind: "jobTask";
  readonly jobType: Value;
  readonly retries: Value;
  readonly headers: Readonly<Record<string, string>>;
};
export type DecisionTask = NodeBase & {
  readonly kind: "decisionTask";
  readonly decision: Value;
  readonly resultVariable: string;
};
export type ScriptTask = NodeBase & {
  readonly kind: "scriptTask";
  readonly expression: string;
  readonly resultVariable: string;
};
/** `start` is the none start event inside it. */
type SubProcess = NodeBase & { readonly kind: "subProcess"; readonly start: string };
/** `propagate…` say whether all variables go into the called process, and back out of it. */
export type CallActivity = NodeBase & {
  readonly kind: "callActivity";
  readonly process: Value;
  readonly binding:
    | { readonly kind: "latest" | "deployment" }
    | { readonly kind: "versionTag"; readonly tag: string };
  readonly propagateChild: boolean;
  readonly propagateParent: boolean;
};
/** `offered` are the elements that may begin in it; `active` names those that begin at once. */
export type AdHocSubProcess = NodeBase & {
  readonly kind: "adHocSubProcess";
  readonly offered: readonly string[];
  readonly active: Value | null;
  readonly completion: Value | null;
  readonly cancelRemaining: boolean;
  readonly output: Loop["output"];
};
export type ExclusiveGateway = NodeBase & {
  readonly kind: "exclusiveGateway";
  readonly defaultFlow: string | null;
};
export type InclusiveGateway = NodeBase & {
  readonly kind: "inclusiveGateway";
  readonly defaultFlow: string | null;
};
export type ParallelGateway = NodeBase & { readonly kind: "parallelGateway" };
/** Leaves by the first of its flows whose event happens. */
type EventGateway = NodeBase & { readonly kind: "eventGateway" };
/** Begins a process, or an event subprocess, which may interrupt the scope around it. */
export type EventStart = NodeBase & {
  readonly kind: "eventStart";
  readonly trigger: Trigger;
  readonly interrupting: boolean;
};
type CatchEvent = NodeBase & { readonly kind: "catchEvent"; readonly trigger: Trigger };
export type BoundaryEvent = NodeBase & {
  readonly kind: "boundaryEvent";
  readonly trigger: Trigger;
  readonly attachedTo: string;
  readonly interrupting: boolean;
};
/** `handler` is the activity that undoes the one it is attached to. */
type CompensationBoundary = NodeBase & {
  readonly kind: "compensationBoundary";
  readonly attachedTo: string;
  readonly handler: string;
};
type ThrowEvent = NodeBase & {
  readonly kind: "throwEvent";
  readonly throws: Throwing;
  readonly outcome: Value | null;
};
/** `start` is the start event inside it, which waits while the scope around it runs. */
type EventSubProcess = NodeBase & { readonly kind: "eventSubProcess"; readonly start: string };

/** One element of a process, ready to run. */
export type PlanNode =
  | NoneStart
  | NoneEnd
  | TerminateEnd
  | PassThrough
  | UserTask
  | JobTask
  | DecisionTask
  | ScriptTask
  | SubProcess
  | AdHocSubProcess
  | CallActivity
  | ExclusiveGateway
  | InclusiveGateway
  | ParallelGateway
  | EventGateway
  | EventStart
  | CatchEvent
  | BoundaryEvent
  | CompensationBoundary
  | ThrowEvent
  | EventSubProcess;

export type NodeKind = PlanNode["kind"];
export type NodeOf<Kind extends NodeKind> = Extract<PlanNode, { readonly kind: Kind }>;

/** A compiled process: immutable plain data; `hash` is the SHA-256 of everything else in it. */
export type Plan = {
  readonly format: 1;
  readonly id: string;
  readonly name: string;
  readonly versionTag: string | null;
  readonly hash: string;
  /** The none start event of the process, where there is one. */
  readonly start: string;
  readonly nodes: Readonly<Record<string, PlanNode>>;
  readonly flows: Readonly<Record<string, Flow>>;
  /** The escalation ladders of the case's clocks, by clock; there where the process has any. */
  readonly ladders?: Readonly<Record<string, readonly Rung[]>>;
};
