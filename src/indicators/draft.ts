import { ok, type Problem, type Result } from "#kernel";
import type { Expression, ValueType } from "./expression.ts";
import { mistyped, type FeelNode, type Source } from "./feel-source.ts";

/** A part of an expression; a bare fact waits for a type from what it is compared with. */
export type Draft =
  | {
      readonly kind: "typed";
      readonly node: FeelNode;
      readonly type: ValueType;
      readonly expression: Expression;
    }
  | { readonly kind: "fact"; readonly node: FeelNode; readonly path: readonly string[] }
  | { readonly kind: "null"; readonly node: FeelNode };

export const typed = (node: FeelNode, type: ValueType, expression: Expression): Draft => ({
  kind: "typed",
  node,
  type,
  expression,
});

/** The draft as an expression of a type. Errors: INDICATOR_EXPRESSION_TYPES. */
export function settle(source: Source, draft: Draft, type: ValueType): Result<Expression, Problem> {
  if (draft.kind === "fact") return ok({ kind: "fact", path: draft.path, type });
  if (draft.kind === "typed" && draft.type === type) return ok(draft.expression);
  return mistyped(source, draft.node);
}

/** The type two drafts have in common: a bare fact takes the other's. Errors: INDICATOR_EXPRESSION_TYPES. */
export function commonType(
  source: Source,
  drafts: readonly Draft[],
  whole: FeelNode,
): Result<ValueType, Problem> {
  const types = new Set(drafts.flatMap((draft) => (draft.kind === "typed" ? [draft.type] : [])));
  const [only] = types;
  return only === undefined || types.size > 1 ? mistyped(source, whole) : ok(only);
}
