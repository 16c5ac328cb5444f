import type { JsonObject, Problem, Result } from "#kernel";
import type { NodeKind, NodeOf } from "#process";
import type { Living, Run, Token } from "../state/run.ts";
import type { Wait } from "../state/state.ts";
import type { Effect } from "../state/types.ts";

/** What an element does once it has been entered. It changes nothing itself: the life cycle does. */
export type Activation =
  | {
      readonly kind: "wait";
      readonly wait: Wait;
      readonly effects: readonly Effect[];
      /** The elements inside this one at which its scope begins, each with variables of its own. */
      readonly begin?: readonly Pick<Token, "element" | "variables" | "caught">[];
      /** The variables of its scope, where they are not its own inputs. */
      readonly variables?: JsonObject;
    }
  | {
      readonly kind: "complete";
      /** Variables that the element's work made. */
      readonly result: JsonObject;
      /** Reasons of a decision, for the history. */
      readonly decided?: JsonObject;
      /** The case's outcome from here on. */
      readonly outcome?: string | null;
    }
  | { readonly kind: "throw"; readonly deed: Deed; readonly outcome?: string | null };

/** What an event sets off, with all its expressions worked out. */
export type Deed =
  | { readonly kind: "message"; readonly name: string; readonly key: string; readonly variables: JsonObject }
  | { readonly kind: "signal"; readonly name: string; readonly variables: JsonObject }
  | { readonly kind: "error" | "escalation"; readonly code: string; readonly variables: JsonObject }
  | { readonly kind: "compensation"; readonly activity: string | null };

/** How one kind of element runs; `handlers.ts` holds the exhaustive record. */
export type Handler<Kind extends NodeKind> = {
  readonly activate: (
    run: Run,
    living: Living,
    node: NodeOf<Kind>,
    /** What the event brought that it begins by, if any. */
    payload: JsonObject,
  ) => Result<Activation, Problem>;
  /** Which sequence flows it leaves by; all of them where it does not say. */
  readonly leave?: (run: Run, living: Living, node: NodeOf<Kind>) => Result<readonly string[], Problem>;
  /** A token arrives by a flow: false keeps it waiting at the element. All others enter at once. */
  readonly admit?: (run: Run, scope: string | null, via: string | null, node: NodeOf<Kind>) => boolean;
  /** Its completion ends everything else in its scope. */
  readonly endsScope?: true;
};
