import type { Decimal } from "./decimal.ts";

/**
 * What a fact is read as. Facts are JSON, which has no dates: a fact read as `date` is text `YYYY-MM-DD`, or
 * an instant turned into its day in Shanghai; as `instant` it is text with an offset. A fact that is missing
 * or of another form is null, never an error: `number` wants a JSON number or plain decimal text, `string` JSON text.
 */
export type ValueType = "string" | "number" | "boolean" | "date" | "instant";

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Numbers are exact decimals in text, instants are UTC text with milliseconds. */
export type Literal =
  | { readonly kind: "literal"; readonly type: "number"; readonly value: Decimal }
  | { readonly kind: "literal"; readonly type: "string" | "date" | "instant"; readonly value: string }
  | { readonly kind: "literal"; readonly type: "boolean"; readonly value: boolean };

/** A fact by its path. `any` stands only under `isNull`: there, neither missing nor JSON null. */
export type Fact = {
  readonly kind: "fact";
  readonly path: readonly string[];
  readonly type: ValueType | "any";
};

/**
 * An expression as plain data, fully typed: the contribution evaluates it, the store prints it as SQL.
 * It follows FEEL's three-valued logic. `=` and `!=` are never null (SQL: IS [NOT] DISTINCT FROM); the
 * orderings are null where an operand is; `oneOf` and `startsWith` are false for null. `and`, `or`, `not`
 * are SQL's own. Text is ordered by code point (COLLATE "C"). Arithmetic is exact.
 */
export type Expression =
  | Literal
  | Fact
  | {
      readonly kind: "compare";
      readonly operator: Comparison;
      readonly type: ValueType;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "isNull"; readonly operand: Expression }
  | {
      readonly kind: "oneOf";
      readonly type: ValueType;
      readonly operand: Expression;
      readonly values: readonly Literal[];
    }
  | { readonly kind: "startsWith"; readonly operand: Expression; readonly prefix: string }
  | { readonly kind: "and" | "or"; readonly operands: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*";
      readonly left: Expression;
      readonly right: Expression;
    };

/** Text that may be read as a date as it stands; a month 13 would fall into no year of a figure. */
export const DATE_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Text that may be read as an instant: what PostgreSQL and Temporal both read, but for days such as 30 February. */
export const INSTANT_PATTERN =
  /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Text that may be read as a number: areas and large sums travel as decimal text. */
export const NUMBER_PATTERN = /^-?\d{1,30}(\.\d{1,30})?$/;

export const TRUE: Literal = { kind: "literal", type: "boolean", value: true };

/** The conjunction of what is not plainly true. */
export function allOf(operands: readonly Expression[]): Expression {
  const real = operands.filter((each) => !(each.kind === "literal" && each.value === true));
  const [only] = real;
  if (only === undefined) return TRUE;
  return real.length === 1 ? only : { kind: "and", operands: real };
}

/** The facts an expression reads, as dotted names, each once. */
export function factsIn(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "fact") names.add(node.path.join("."));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression);
  return [...names];
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "literal":
    case "fact":
      return [];
    case "compare":
    case "arithmetic":
      return [node.left, node.right];
    case "and":
    case "or":
      return node.operands;
    case "isNull":
    case "not":
    case "oneOf":
    case "startsWith":
      return [node.operand];
  }
}
