import type { Problem } from "#kernel";
import type { Evaluator } from "../feel/compile/scope.ts";
import type { FeelType } from "../feel/type/type.ts";
import type { DmnModel } from "./model.ts";

/** Where a name leads: to an element, or to the elements of an imported model. */
export type Reference =
  | { readonly kind: "element"; readonly key: string }
  | { readonly kind: "import"; readonly elements: ReadonlyMap<string, string> };

type Common = {
  /** `namespace#id`, unique over all models. */
  readonly key: string;
  readonly id: string;
  /** The name under which others see its value. */
  readonly name: string;
  readonly model: DmnModel;
};

/** An element of the decision requirements graph, ready to be evaluated. */
export type CompiledElement = Common &
  (
    | { readonly kind: "input"; readonly type: FeelType }
    | {
        readonly kind: "decision";
        readonly type: FeelType;
        /** By canonical name: what the decision requires, and nothing else. */
        readonly references: ReadonlyMap<string, Reference>;
        readonly logic: Evaluator;
      }
    | {
        readonly kind: "knowledge";
        readonly parameters: readonly { readonly name: string; readonly type: FeelType }[];
        readonly references: ReadonlyMap<string, Reference>;
        /** Gives a function. */
        readonly logic: Evaluator;
      }
    | {
        readonly kind: "service";
        readonly type: FeelType;
        /** Keys of the elements whose values are the parameters, in order. */
        readonly parameters: readonly {
          readonly key: string;
          readonly name: string;
          readonly type: FeelType;
        }[];
        readonly outputs: readonly string[];
      }
  );

/** DMN models read and compiled once; faults found on the way are told by `checkModels`. */
export type DecisionModels = {
  readonly models: readonly DmnModel[];
  readonly elements: ReadonlyMap<string, CompiledElement>;
  readonly faults: readonly Problem[];
  /** SHA-256 over the files' texts: the same for the same rules. */
  readonly version: string;
};
