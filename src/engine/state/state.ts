import type { Instant, Json, JsonObject, Problem } from "#kernel";
import type { Rung } from "#process";
import type { CaseStateFace, InstanceId, OpenTask, Period } from "./types.ts";

/** Where an element instance goes on once its failure is resolved; each phase happens whole or not at all. */
export type Phase = Walked | "job" | "watch";

/** The phases an instance walks through; one whose event has come begins as `caught`. */
export type Walked = "enter" | "caught" | "activate" | "complete" | "clocks" | "leave";

/** Whom an event concerns that has not happened yet. */
export type Watching = {
  /** The instance it watches: an activity, or the event-based gateway before it. Null where a token waits at it. */
  readonly host: InstanceId | null;
  /** There where it begins an event subprocess of the scope that it stands in. */
  readonly starts?: true;
};

/** When a scope's own periods end; null while a pause of the clock that they count by leaves it unknown. */
export type ScopeDue = {
  readonly statutory: Instant | null;
  readonly promised: Instant | null;
  /** As they were when the scope began; cases begun before limits stood still in pauses do not have them. */
  readonly periods?: { readonly statutory: Period; readonly promised: Period | null };
  /** What has become of its tasks so far, for those that open later. */
  readonly climbed?: readonly Climbed[];
};

/** A rung that was climbed and changed tasks. */
export type Climbed = Pick<OpenRung, "action" | "to"> & { readonly at: Instant };

/** What happens at a rung: `due` is the end of the period as last known, `to` are candidate groups. */
export type OpenRung = Pick<Rung, "when" | "of" | "action"> & {
  readonly due: Instant | null;
  readonly to: readonly string[];
  /** There where it is a rung of a clock's own ladder: which one, and how long before or after the end. */
  readonly clock?: { readonly name: string; readonly step: number; readonly by: string | null };
};

export type Votes = { readonly agreed: number; readonly against: number; readonly abstained: number };

/** What an element instance is waiting for. Nothing else lives between two steps. */
export type Wait =
  // The whole task stands here, so that a work list can be made without the plan.
  | ({ readonly kind: "task" } & Omit<OpenTask, "id" | "element" | "variables">)
  // A scope waits for what is inside it.
  | { readonly kind: "inside" }
  // An ad-hoc subprocess: `open` as long as its completion condition does not hold.
  | { readonly kind: "adHoc"; readonly open: boolean }
  // The body around several runs of an activity: how many there are, ended so far, and the items still to begin.
  | {
      readonly kind: "multi";
      readonly total: number;
      readonly done: number;
      readonly cancelled: number;
      readonly items: readonly Json[];
      /** The votes of a joint review so far. */
      readonly votes?: Votes;
    }
  // A called process, by its plan's hash; the instance's variables are the process's, `own` the activity's.
  | { readonly kind: "called"; readonly plan: string; readonly own: JsonObject }
  // `failures`: how often it has failed so far, where it has.
  | { readonly kind: "job"; readonly type: string; readonly retries: number; readonly failures?: number }
  | (Watching & {
      readonly kind: "timer";
      /** Null while the clock that its period counts by is paused: it does not run then. */
      readonly dueAt: Instant | null;
      /** The legal period that ends then, where it is one. */
      readonly period?: Period;
      /** Firings still to come after this one (null = without end) and the period between them, or the cron they follow. */
      readonly cycle: { readonly left: number | null; readonly period: string } | null;
      /** There where it is a rung of the escalation ladder of the scope it watches. */
      readonly rung?: OpenRung;
    })
  | (Watching & { readonly kind: "message"; readonly name: string; readonly key: string })
  | (Watching & { readonly kind: "signal"; readonly name: string })
  // An event-based gateway, watched by the events behind it.
  | { readonly kind: "gateway" }
  // A compensation event, until all that it called is done.
  | { readonly kind: "undoing" }
  | {
      readonly kind: "failed";
      readonly phase: Phase;
      readonly problem: Problem;
      /** The outcome of the work that could not be taken over yet. */
      readonly result: JsonObject;
      /** The type of the job that ran out of retries. */
      readonly jobType?: string;
    };

export type EventWait = Extract<Wait, Watching>;

/** True of what only watches: it neither holds a scope open nor is ended for its own sake. */
export const isWatcher = (wait: Wait): wait is EventWait =>
  "host" in wait && (wait.host !== null || wait.starts === true || isOfClock(wait));

/** True of a rung that watches a clock of the case, and so nothing that is drawn. */
export const isOfClock = (wait: Wait): boolean => wait.kind === "timer" && wait.rung?.clock !== undefined;

/** A message as a case throws it. */
export type ThrownMessage = {
  readonly name: string;
  readonly key: string;
  readonly variables: JsonObject;
};

/** A message that came before anything expected it. */
export type BufferedMessage = ThrownMessage & { readonly until: Instant };

/** A completed activity that can be undone: by the handler its compensation event names, or by what is inside it. */
export type Compensation = {
  readonly instance: InstanceId;
  readonly element: string;
  readonly scope: InstanceId | null;
  readonly boundary?: string;
  /** The event subprocess in it that undoes it as a whole. */
  readonly eventScope?: string;
  /** A subprocess's own variables as they were at its end. */
  readonly variables?: JsonObject;
  /** The event that threw compensation and the handler's instance, once it is being undone. */
  readonly by?: InstanceId;
  readonly handler?: InstanceId;
};

/** What a case that was merged into another has laid aside, as it stood then. */
export type MergedState = {
  /** The case that it was merged into. */
  readonly into: string;
  readonly state: string | null;
  readonly instances: Readonly<Record<InstanceId, ElementInstance>>;
  readonly joins: CaseState["joins"];
  /** What stood where the merge set variables; without a value where there was none. */
  readonly before: readonly { readonly name: string; readonly value?: Json }[];
};

/** One run of one element; its id is its key in the state. `scope` is the enclosing instance, null the case. */
export type ElementInstance = {
  readonly element: string;
  readonly scope: InstanceId | null;
  readonly variables: JsonObject;
  readonly wait: Wait;
  /** There when the scope has a limit of its own. */
  readonly due?: ScopeDue;
};

/**
 * A case as plain JSON: what the ledger's deltas fold to. It pins the plan by hash. Instances are
 * always visited by their number, as a store may hand keys back in another order.
 */
export type CaseState = CaseStateFace & {
  readonly plan: string;
  readonly startedAt: Instant;
  /** The number of the next instance. */
  readonly next: number;
  readonly instances: Readonly<Record<InstanceId, ElementInstance>>;
  /** Tokens waiting at joining gateways, by gateway (`scope/gateway` inside a subprocess) and flow. */
  readonly joins: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Accounts that completed a user task, by element, for the separation of duties. */
  readonly doneBy: Readonly<Record<string, readonly string[]>>;
  /** What the rungs of the case's clocks that still run have done to its tasks, for those that open later. */
  readonly climbed?: readonly (Climbed & { readonly clock: string; readonly step: number })[];
  /** Messages that wait for someone to expect them, in the order they came. */
  readonly messages?: readonly BufferedMessage[];
  /** What can be undone or is being undone, in the order it was completed. */
  readonly compensations?: readonly Compensation[];
  /** There while it is merged (并案) into another case. */
  readonly merged?: MergedState;
};

/** True of an instance that waits for what is inside it. */
export const isScope = ({ kind }: Wait): boolean =>
  kind === "inside" || kind === "adHoc" || kind === "multi" || kind === "called";

/** The running number of `e12`. */
const numberOf = (id: InstanceId): number => Number(id.slice(1));

/** Instances, oldest first. */
export function instancesOf(
  state: Pick<CaseState, "instances">,
): readonly (readonly [InstanceId, ElementInstance])[] {
  return Object.entries(state.instances).toSorted(([left], [right]) => numberOf(left) - numberOf(right));
}
