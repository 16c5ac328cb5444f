import type { Comparison, Expression, Fact, Literal, ValueType } from "#indicators";
import type { Put } from "../queries/parameters.ts";

/** How a fact is asked of the rows at hand: as jsonb, or of a column of a known type. */
export type FactSql = { readonly kind: "json" | "text" | "instant"; readonly sql: string };

/** What an expression is printed over. */
export type Printing = { readonly factAt: (path: readonly string[]) => FactSql; readonly put: Put };

const READERS: Readonly<Record<ValueType, string>> = {
  string: "fact_text",
  number: "fact_number",
  boolean: "fact_boolean",
  date: "fact_day",
  instant: "fact_instant",
};

/**
 * An expression as SQL over one row's facts, with the meaning that src/indicators/expression.ts states:
 * what `evaluate` answers and what the database answers are the same. Every literal is a parameter.
 */
export function printExpression(expression: Expression, printing: Printing): string {
  const print = (each: Expression): string => printExpression(each, printing);
  switch (expression.kind) {
    case "literal":
      return printLiteral(expression, printing);
    case "fact":
      return printFact(expression, printing);
    case "compare": {
      const { left, right, operator, type } = expression;
      return printComparison(operator, type, print(left), print(right));
    }
    case "isNull":
      return `(${print(expression.operand)} is null)`;
    case "oneOf":
      return printOneOf(expression.type, print(expression.operand), expression.values, printing);
    case "startsWith":
      return `coalesce(starts_with(${print(expression.operand)}, ${printing.put(expression.prefix)}::text), false)`;
    case "and":
    case "or":
      return printLogic(expression.kind, expression.operands.map(print));
    case "not":
      return `(not ${print(expression.operand)})`;
    case "arithmetic":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
  }
}

function printLiteral(literal: Literal, { put }: Printing): string {
  switch (literal.type) {
    case "boolean":
      return String(literal.value);
    case "number":
      return `${put(literal.value)}::text::numeric`;
    case "instant":
      return `${put(literal.value)}::text::timestamptz`;
    case "string":
    case "date":
      return `${put(literal.value)}::text`;
  }
}

function printFact({ path, type }: Fact, { factAt }: Printing): string {
  const fact = factAt(path);
  if (type === "any") return printPresence(fact);
  if (fact.kind === "text" && type === "string") return fact.sql;
  if (fact.kind === "instant" && type === "instant") return fact.sql;
  if (fact.kind === "instant" && type === "date") {
    return `to_char(${fact.sql} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
  }
  return `${READERS[type]}(${jsonOf(fact)})`;
}

/** True where there is a fact, else null; JSON null is none. */
function printPresence(fact: FactSql): string {
  const absent = fact.kind === "json" ? `jsonb_typeof(${fact.sql}) is distinct from 'null' and ` : "";
  return `(case when ${absent}${fact.sql} is not null then true end)`;
}

function jsonOf(fact: FactSql): string {
  if (fact.kind === "json") return fact.sql;
  return `to_jsonb(${fact.kind === "instant" ? `instant_text(${fact.sql})` : fact.sql})`;
}

function printComparison(operator: Comparison, type: ValueType, left: string, right: string): string {
  if (operator === "=") return `(${left} is not distinct from ${right})`;
  if (operator === "!=") return `(${left} is distinct from ${right})`;
  // Text and days are ordered by code point, whatever collation the database was made with.
  const order = type === "string" || type === "date" ? ' collate "C"' : "";
  return `(${left} ${operator} ${right}${order})`;
}

const ARRAYS: Readonly<Record<ValueType, string>> = {
  string: "text[]",
  date: "text[]",
  number: "text[]::numeric[]",
  instant: "text[]::timestamptz[]",
  boolean: "text[]::boolean[]",
};

function printOneOf(type: ValueType, operand: string, values: readonly Literal[], { put }: Printing): string {
  const texts = values.map(({ value }) => String(value));
  return `coalesce(${operand} = any (${put(texts)}::${ARRAYS[type]}), false)`;
}

function printLogic(word: "and" | "or", operands: readonly string[]): string {
  return operands.length === 0 ? String(word === "and") : `(${operands.join(` ${word} `)})`;
}
