import type { FeelValue } from "../value/value.ts";

/** An expression as read: plain data, one kind per construct of the FEEL grammar (DMN 1.5, 10.3.1.2). */
export type Syntax =
  | { readonly kind: "constant"; readonly value: FeelValue }
  | { readonly kind: "name"; readonly name: string; readonly from: number }
  | { readonly kind: "input" }
  | { readonly kind: "wildcard" }
  | { readonly kind: "list"; readonly items: readonly Syntax[] }
  | { readonly kind: "context"; readonly entries: readonly ContextEntry[] }
  | { readonly kind: "path"; readonly of: Syntax; readonly name: string }
  | { readonly kind: "filter"; readonly of: Syntax; readonly test: Syntax }
  | { readonly kind: "call"; readonly callee: Syntax; readonly values: Arguments }
  | {
      readonly kind: "function";
      readonly parameters: readonly Parameter[];
      readonly body: Syntax;
      readonly external: boolean;
    }
  | { readonly kind: "if"; readonly test: Syntax; readonly met: Syntax; readonly otherwise: Syntax }
  | { readonly kind: "for"; readonly iterations: readonly Iteration[]; readonly body: Syntax }
  | {
      readonly kind: "quantified";
      readonly every: boolean;
      readonly iterations: readonly Iteration[];
      readonly test: Syntax;
    }
  | { readonly kind: "and" | "or"; readonly left: Syntax; readonly right: Syntax }
  | {
      readonly kind: "compare";
      readonly operator: CompareOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "between"; readonly value: Syntax; readonly low: Syntax; readonly high: Syntax }
  | { readonly kind: "in"; readonly value: Syntax; readonly tests: readonly Syntax[] }
  | { readonly kind: "instance"; readonly value: Syntax; readonly type: TypeSyntax }
  | { readonly kind: "arithmetic"; readonly sign: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "negate"; readonly operand: Syntax }
  | {
      readonly kind: "range";
      readonly start: Syntax;
      readonly end: Syntax;
      readonly startIncluded: boolean;
      readonly endIncluded: boolean;
    }
  | { readonly kind: "half range"; readonly operator: CompareOperator; readonly bound: Syntax }
  | { readonly kind: "unary tests"; readonly negated: boolean; readonly tests: readonly Syntax[] };

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type ContextEntry = { readonly key: string; readonly value: Syntax };

export type Parameter = { readonly name: string; readonly type: TypeSyntax | null };

/** `to` is given for `for i in 1..10`. */
export type Iteration = { readonly name: string; readonly from: Syntax; readonly to: Syntax | null };

export type Arguments =
  | { readonly kind: "positional"; readonly values: readonly Syntax[] }
  | { readonly kind: "named"; readonly values: readonly { readonly name: string; readonly value: Syntax }[] };

/** A type as written after `instance of` or a parameter's colon. */
export type TypeSyntax =
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "list"; readonly of: TypeSyntax }
  | { readonly kind: "range"; readonly of: TypeSyntax }
  | {
      readonly kind: "context";
      readonly entries: readonly { readonly name: string; readonly type: TypeSyntax }[];
    }
  | { readonly kind: "function"; readonly parameters: readonly TypeSyntax[]; readonly result: TypeSyntax };
