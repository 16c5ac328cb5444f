import type { Clock } from "#calendar";
import type { Bilingual, Instant, Json, JsonObject, Problem } from "#kernel";

/** Who made an event happen. A timer or a job acts as the system. */
export type Actor =
  | {
      readonly kind: "person";
      readonly account: string;
      /** The post acted from, for staff. */
      readonly post?: string;
      /** The account stood in for (AB 角), when the actor is a substitute. */
      readonly onBehalfOf?: string;
      /** The batch (批量办理) that the act was a line of. */
      readonly batch?: string;
    }
  | { readonly kind: "system"; readonly name: string };

/** An element instance's identity inside one case: `e1`, `e2`, … counted by the state itself. */
export type InstanceId = string;

type Happening = { readonly at: Instant; readonly actor: Actor };

/** Everything that can happen to a case. Time, actor and outside answers arrive inside the event. */
export type CaseEvent = Happening &
  (
    | {
        readonly kind: "start";
        readonly variables: JsonObject;
        readonly startAt?: readonly string[];
        /** What the message or signal brought that begins the case; its start event's mappings apply. */
        readonly payload?: JsonObject;
      }
    | {
        readonly kind: "completeTask";
        readonly task: InstanceId;
        readonly variables: JsonObject;
        /** A small organ's configuration lets one person do what should be separate; it shows in the entry. */
        readonly relaxSeparation?: boolean;
        /** 补正: what the case says otherwise from now on, set before the task's own values go up. */
        readonly corrected?: FormCorrection;
      }
    | { readonly kind: "assignTask"; readonly task: InstanceId; readonly assignee: string | null }
    | { readonly kind: "completeJob"; readonly job: InstanceId; readonly variables: JsonObject }
    | {
        readonly kind: "failJob";
        readonly job: InstanceId;
        readonly retries: number;
        readonly message: string;
        /** When it may be tried again, while retries are left; at once where it does not say. */
        readonly retryAt?: Instant;
      }
    | {
        /** A BPMN error of a job or a task: caught by an error event around it, else a job's failure. */
        readonly kind: "throwError";
        readonly job: InstanceId;
        readonly code: string;
        readonly variables: JsonObject;
      }
    | { readonly kind: "fireTimer"; readonly timer: InstanceId }
    /**
     * The case is given up: all its work is cancelled and its clocks stop. Who may do so, and by what public state and
     * outcome it is known then, is the caller's to say.
     */
    | {
        readonly kind: "cancel";
        readonly reason: string;
        readonly state?: string;
        readonly outcome?: string;
      }
    /** 转办: the task goes to other candidates, to nobody in particular yet or to one of them (`assignee`). */
    | {
        readonly kind: "transferTask";
        readonly task: InstanceId;
        readonly candidateGroups: readonly string[];
        readonly assignee?: string;
        readonly reason: string;
      }
    /** 退回: the task is given up and an earlier one named by `yiwang:task returnTo` opens again. */
    | {
        readonly kind: "returnTask";
        readonly task: InstanceId;
        readonly to: string;
        readonly reason: string;
        readonly variables?: JsonObject;
      }
    /** Elements of an ad-hoc subprocess begin; the reason is there where a person says it. */
    | {
        readonly kind: "activateElements";
        readonly scope: InstanceId;
        readonly elements: readonly string[];
        readonly reason?: string;
      }
    /**
     * A repair: what stands at an element is taken away and goes on at another of the same process. Scopes that
     * the move leaves end with all that is in them; those it goes into are opened anew.
     */
    | {
        readonly kind: "moveToken";
        readonly instance: InstanceId;
        readonly to: string;
        readonly reason: string;
      }
    /**
     * The case goes on under another plan: the one that the step is given. `mapping` names the new element or
     * flow for an old one whose id is another there.
     */
    | {
        readonly kind: "migrate";
        readonly plan: string;
        readonly mapping: Readonly<Record<string, string>>;
        readonly reason?: string;
      }
    /**
     * 并案: the case is one event with another and is handled with it. All that waits in it is laid aside, and it waits
     * at `waitAt`, an element of its process, with `variables` set.
     */
    | {
        readonly kind: "merge";
        readonly into: string;
        readonly waitAt: string;
        readonly variables: JsonObject;
        readonly reason?: string;
      }
    /** 拆分: it was another event after all, and goes on where it stood. */
    | { readonly kind: "unmerge"; readonly reason: string }
    | {
        /** A message for whoever expects its name and key; until when it waits for that, if at all. */
        readonly kind: "correlateMessage";
        readonly name: string;
        readonly key: string;
        readonly variables: JsonObject;
        readonly until?: Instant;
      }
    | {
        /** A signal for everything in the case that waits for it now. */
        readonly kind: "broadcastSignal";
        readonly name: string;
        readonly variables: JsonObject;
      }
    | {
        readonly kind: "resolveFailure";
        readonly instance: InstanceId;
        /** Values that are to stand where the element sees those of the same name, before it tries again. */
        readonly variables?: JsonObject;
        /** A person's corrections of what the element reads; the entry keeps each with what stood there before. */
        readonly corrections?: readonly Correction[];
        readonly reason?: string;
      }
    | {
        /** The case goes on without what failed; `variables` stand in for what it would have given. */
        readonly kind: "skipFailure";
        readonly instance: InstanceId;
        readonly reason: string;
        readonly variables?: JsonObject;
      }
  );

/** One value put right: `["credit", "score"]` is the entry `score` of `credit`. */
export type Correction = { readonly path: readonly string[]; readonly value: Json };

/**
 * An application put right (补正, 行政许可法 art. 32 ¶1 (4)): the case's variables as they stand then, whatever the
 * process maps, and each field with what stood there. A personal value stands beside the ledger, so that a field
 * without `before` and `after` is one of those.
 */
export type FormCorrection = {
  readonly variables: JsonObject;
  readonly fields: readonly {
    readonly field: string;
    readonly label: Bilingual;
    readonly before?: Json;
    readonly after?: Json;
    /** What codes before and after are called, where the matter says it. */
    readonly names?: { readonly before: Json; readonly after: Json };
  }[];
};

/**
 * A legal period as it was when it began: `5wd` from the day of receipt. Its end is computed from both, and from the
 * pauses of the clock that it counts by, if any.
 */
export type Period = { readonly limit: string; readonly from: Instant; readonly clock?: string };

/** What is asked of a person. */
export type OpenTask = {
  readonly id: InstanceId;
  readonly element: string;
  readonly name: string;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly formId: string | null;
  /** Offered, not demanded: withdrawing, asking for an extension. */
  readonly optional: boolean;
  /** Elements whose actors may not also do this task (intake ≠ review ≠ decision). */
  readonly separateFrom: readonly string[];
  /** The organ whose task it is, where the process names one; else it is the case's own organ's. */
  readonly organ?: string;
  readonly openedAt: Instant;
  /** The end of the task's own limit, when it has one (现场核查 5wd); null too while a pause leaves it unknown. */
  readonly dueAt: Instant | null;
  /** The period that `dueAt` is the end of, where it is a legal one. */
  readonly period?: Period;
  readonly followUpAt: Instant | null;
  /** 0–100, 50 unless the process says otherwise (Camunda 8). */
  readonly priority: number;
  /** The element's input variables: what its form starts from. */
  readonly variables: JsonObject;
  /** There where the task is open again because a later one was returned (退回) to it. */
  readonly returned?: Returned;
};

/** From which task one was returned, and why. */
export type Returned = { readonly from: string; readonly name: string; readonly reason: string };

/** A message (with its key) or signal that an element of a case waits for. */
export type OpenSubscription = {
  readonly id: InstanceId;
  readonly element: string;
  readonly on: "message" | "signal";
  readonly name: string;
  readonly key: string | null;
  /** False where the subscription stays open when what it waits for has come. */
  readonly interrupting: boolean;
};

/** A scope with a limit of its own. */
export type OpenScope = {
  readonly id: InstanceId;
  readonly element: string;
  /** Null while a pause of the clock that it counts by leaves it unknown. */
  readonly statutoryDueAt: Instant | null;
  readonly promisedDueAt: Instant | null;
};

export type OpenTimer = { readonly id: InstanceId; readonly element: string; readonly dueAt: Instant };

/**
 * What is asked of a worker: a service task's `zeebe:taskDefinition type` and `zeebe:taskHeaders`.
 * `variables` are the element's inputs where it maps any, else everything it can see.
 */
export type OpenJob = {
  readonly id: InstanceId;
  readonly element: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: JsonObject;
  readonly retries: number;
  /** Not to be tried before this moment, after a failure. */
  readonly retryAt?: Instant;
};

/** A job, timer or expression that could not go on; a person resolves it. */
export type Failure = { readonly id: InstanceId; readonly element: string; readonly problem: Problem };

/**
 * What the outside must do, as data; carried out in the transaction that keeps the step, in order.
 * `cancelTimer`, `closeSubscription` and `cancelJob` mean "no longer open", for whatever reason: fired, done or given up.
 * What a case publishes or broadcasts has already reached the case itself; the effect is for all others.
 * A job that is tried again comes as a second `callJob` with the same id.
 */
export type Effect =
  | { readonly kind: "openTask"; readonly task: OpenTask }
  | { readonly kind: "changeTask"; readonly task: OpenTask }
  | { readonly kind: "closeTask"; readonly task: InstanceId; readonly how: "completed" | "cancelled" }
  | { readonly kind: "startTimer"; readonly timer: OpenTimer }
  | { readonly kind: "cancelTimer"; readonly timer: InstanceId }
  | { readonly kind: "openSubscription"; readonly subscription: OpenSubscription }
  | { readonly kind: "closeSubscription"; readonly subscription: InstanceId }
  /** A message that nothing in the case took in the step that threw it: it goes to whoever waits for it. */
  | {
      readonly kind: "publishMessage";
      readonly message: { readonly name: string; readonly key: string; readonly variables: JsonObject };
    }
  | {
      readonly kind: "broadcastSignal";
      readonly signal: { readonly name: string; readonly variables: JsonObject };
    }
  | { readonly kind: "callJob"; readonly job: OpenJob }
  | { readonly kind: "cancelJob"; readonly job: InstanceId }
  | { readonly kind: "raiseFailure"; readonly failure: Failure }
  | { readonly kind: "clearFailure"; readonly failure: InstanceId }
  /** People are to be told that a limit is near, has come or is exceeded: a scope's, or that of one of the case's clocks. */
  | {
      readonly kind: "notify";
      readonly notice: {
        readonly scope: InstanceId | null;
        readonly element: string;
        /** Empty for the case's own limit. */
        readonly name: string;
        readonly when: "near" | "due" | "overdue";
        readonly of: "statutory" | "promised";
        /** Null where the calendar does not reach it yet. */
        readonly due: Instant | null;
        readonly to: readonly string[];
        /** There where it is the limit of a task at an organ that is not the case's own. */
        readonly organ?: string;
      };
    }
  | {
      readonly kind: "closeCase";
      readonly status: "completed" | "terminated";
      readonly outcome: string | null;
    };

/** What happened, for people: the history page turns marks into sentences. */
export type Mark = {
  readonly kind:
    | "started"
    | "entered"
    | "completed"
    | "cancelled"
    | "assigned"
    | "timerFired"
    | "messageReceived"
    | "signalReceived"
    | "errorCaught"
    | "escalationCaught"
    | "jobFailed"
    | "failed"
    | "resolved"
    | "skipped"
    | "decided"
    | "clockStarted"
    | "clockPaused"
    | "clockResumed"
    | "clockExtended"
    | "clockStopped"
    | "clockReopened"
    | "stateChanged"
    | "escalated"
    | "transferred"
    | "returned"
    | "begun"
    | "moved"
    | "migrated"
    | "merged"
    | "unmerged"
    | "onBehalf"
    | "corrected"
    | "closed";
  readonly element?: string;
  readonly name?: string;
  readonly detail?: JsonObject;
};

/** One change of the state: a path of keys and its new value, or no value where the key is gone. */
export type Delta = readonly { readonly path: readonly string[]; readonly value?: Json }[];

/** The one entry a step writes: the event, what it meant, and the change of state that it made. */
export type StepEntry = {
  readonly kind: CaseEvent["kind"];
  readonly event: CaseEvent;
  readonly marks: readonly Mark[];
  readonly delta: Delta;
};

export type CaseStatus = "active" | "completed" | "terminated" | "failed";

/** The outward face of a case's state; the engine keeps more inside. All of it is plain JSON. */
export type CaseStateFace = {
  readonly status: CaseStatus;
  /** The public state name of domain §1.4 the process last declared (`yiwang:state`), e.g. `accepted`. */
  readonly state: string | null;
  /** The outcome the reached end event declares (`yiwang:outcome`), e.g. `granted`. */
  readonly outcome: string | null;
  readonly variables: JsonObject;
  readonly clocks: Readonly<Record<string, Clock>>;
};
