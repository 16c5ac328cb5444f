import type { Instant, Json, JsonObject, Problem } from "#kernel";
import type { CaseStateFace, InstanceId, OpenTask } from "./types.ts";

/** Where an element instance goes on once its failure is resolved; each phase happens whole or not at all. */
export type Phase = "enter" | "activate" | "job" | "complete" | "clocks" | "leave";

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
    }
  // A called process, by its plan's hash; the instance's variables are the process's, `own` the activity's.
  | { readonly kind: "called"; readonly plan: string; readonly own: JsonObject }
  | { readonly kind: "job"; readonly type: string; readonly retries: number }
  | {
      readonly kind: "timer";
      readonly dueAt: Instant;
      /** The activity instance a boundary timer watches. */
      readonly host: InstanceId | null;
      /** Firings still to come after this one (null = without end) and the period between them. */
      readonly cycle: { readonly left: number | null; readonly period: string } | null;
    }
  | {
      readonly kind: "failed";
      readonly phase: Phase;
      readonly problem: Problem;
      /** The outcome of the work that could not be taken over yet. */
      readonly result: JsonObject;
      /** The type of the job that ran out of retries. */
      readonly jobType?: string;
    };

/** One run of one element; its id is its key in the state. `scope` is the enclosing instance, null the case. */
export type ElementInstance = {
  readonly element: string;
  readonly scope: InstanceId | null;
  readonly variables: JsonObject;
  readonly wait: Wait;
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
