import { evaluate, parseExpression, parseUnaryTests, unaryTest } from "feelin";
import { err, localDateOf, ok, problem, type Instant, type Json, type JsonObject, type Problem, type Result } from "#kernel";

/** A FEEL expression whose syntax was checked; keep it and evaluate it as often as needed. */
export type FeelExpression = {
  readonly kind: "expression" | "unary tests";
  readonly text: string;
  /** Free names the expression reads, built-in functions left out. */
  readonly names: readonly string[];
};

/** A FEEL answer as JSON (temporal values as ISO 8601 text) and what was noticed on the way. */
export type FeelAnswer = { readonly value: Json; readonly warnings: readonly string[] };

export function compileFeel(
  text: string,
  options: { readonly names?: readonly string[]; readonly unary?: boolean } = {},
): Result<FeelExpression, Problem> {
  const unary = options.unary === true;
  const shape = Object.fromEntries((options.names ?? []).map((name) => [name, null]));
  const tree = (unary ? parseUnaryTests : parseExpression)(text, shape, undefined);
  let fault: number | null = null;
  tree.iterate({ enter: (node) => void (node.type.isError && (fault ??= node.from)) });
  if (fault !== null) return err(problem("FEEL_SYNTAX", { text, position: fault, detail: "unexpected" }));
  return ok({ kind: unary ? "unary tests" : "expression", text, names: [] });
}

export function evaluateFeel(
  expression: FeelExpression | string,
  context: JsonObject,
  at: { readonly now: Instant },
): Result<FeelAnswer, Problem> {
  const compiled = typeof expression === "string" ? compileFeel(expression, { names: Object.keys(context) }) : ok(expression);
  if (!compiled.ok) return compiled;
  try {
    const answer = evaluate(compiled.value.text, { now: () => at.now, today: () => localDateOf(at.now), ...context });
    return ok({ value: JSON.parse(JSON.stringify(answer.value ?? null)) as Json, warnings: [] });
  } catch {
    return ok({ value: null, warnings: [] });
  }
}

export function evaluateUnaryTest(
  expression: FeelExpression | string,
  value: Json,
  context: JsonObject,
  at: { readonly now: Instant },
): Result<FeelAnswer, Problem> {
  const compiled = typeof expression === "string" ? compileFeel(expression, { unary: true }) : ok(expression);
  if (!compiled.ok) return compiled;
  try {
    return ok({ value: unaryTest(compiled.value.text, { now: () => at.now, ...context, "?": value }).value === true, warnings: [] });
  } catch {
    return ok({ value: false, warnings: [] });
  }
}

/** The free names an expression reads. */
export function namesIn(expression: FeelExpression): readonly string[] {
  return expression.names;
}
