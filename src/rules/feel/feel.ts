import {
  err,
  isJsonObject,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { findBuiltin, IMPURE } from "./builtins/builtins.ts";
import { compile } from "./compile/compile.ts";
import { scopeOf, type Evaluator, type Scope } from "./compile/scope.ts";
import { freeNames } from "./syntax/free-names.ts";
import { canonicalName, isPlainName, tidyName } from "./syntax/name.ts";
import { parseSyntax, type NameShape } from "./syntax/parse.ts";
import type { Syntax } from "./syntax/syntax.ts";
import type { FindType } from "./type/type.ts";
import { fromJson, toJson } from "./value/json.ts";
import type { FeelValue, Run } from "./value/value.ts";

/** A FEEL expression read once; keep it and evaluate it as often as needed. */
export type FeelExpression = {
  readonly kind: "expression" | "unary tests";
  readonly text: string;
  /** Free names the expression reads for certain; built-ins and its own names left out. */
  readonly names: readonly string[];
  /** Names that may or may not be meant outside: inside a filter's brackets, or those of built-ins. */
  readonly possibleNames: readonly string[];
  /** The expression as data, for those who compile it to something else (SQL). */
  readonly syntax: Syntax;
  readonly evaluate: Evaluator;
};

/** A FEEL answer as JSON (temporal values as ISO 8601 text) and what was noticed on the way. */
export type FeelAnswer = { readonly value: Json; readonly warnings: readonly string[] };

export type FeelOptions = {
  /** Every name in force; given, any other name is a fault. Without it unknown names are null when evaluated. */
  readonly names?: readonly string[];
  /** The text is a decision table's cell: tests of the value called `?`. */
  readonly unary?: boolean;
  /** Names in force with the names inside them, where they hold signs like `-` or `'`. */
  readonly shape?: NameShape;
  readonly findType?: FindType;
};

/**
 * Reads an expression (DMN 1.5 chapter 10, with Camunda's built-ins).
 * Errors: FEEL_SYNTAX with the position from 1, FEEL_NAME_UNKNOWN, FEEL_IMPURE.
 */
export function compileFeel(text: string, options: FeelOptions = {}): Result<FeelExpression, Problem> {
  const kind = options.unary === true ? "unary tests" : "expression";
  const shape = { ...shapeOfNames(options.names ?? []), ...options.shape };
  const read = readOnce(text, kind, shape);
  if (!read.ok) return err(problem("FEEL_SYNTAX", { text: shortened(text), ...read.error }));
  const { syntax, free } = read.value;
  const known = options.names === undefined ? null : canonicalNames(options.names);
  const outer = (name: string): boolean => known?.has(name) === true || findBuiltin(name) === undefined;
  const needed = [...free.needed].filter(outer);
  const impure = needed.find((name) => IMPURE.has(name) && known?.has(name) !== true);
  if (impure !== undefined) return err(problem("FEEL_IMPURE", { text: shortened(text), name: impure }));
  const unknown = known === null ? undefined : needed.find((name) => !known.has(name));
  if (unknown !== undefined) {
    return err(problem("FEEL_NAME_UNKNOWN", { text: shortened(text), name: unknown }));
  }
  return ok({
    kind,
    text,
    names: needed,
    // A variable may be called like a built-in (`number`): where the context has it, it goes first.
    possibleNames: [...free.possible, ...[...free.needed].filter((name) => !outer(name))],
    syntax,
    evaluate: compile(syntax, options.findType),
  });
}

/**
 * The value of an expression over a JSON context. A fault inside the expression is null with a warning (DMN's
 * rule), never an error; `now()` and `today()` answer the moment handed in, in Asia/Shanghai.
 * Errors: those of reading, when a text is given.
 */
export function evaluateFeel(
  expression: FeelExpression | string,
  context: JsonObject,
  at: { readonly now: Instant },
): Result<FeelAnswer, Problem> {
  const compiled = compiledFor(expression, context, false);
  if (!compiled.ok) return compiled;
  return ok(answerOf(compiled.value, context, at.now));
}

/**
 * Whether a value meets unary tests (`> 5, [1..3]`); anything undecidable is false.
 * Errors: those of reading, when a text is given.
 */
export function evaluateUnaryTest(
  expression: FeelExpression | string,
  value: Json,
  context: JsonObject,
  at: { readonly now: Instant },
): Result<{ readonly value: boolean; readonly warnings: readonly string[] }, Problem> {
  const compiled = compiledFor(expression, context, true);
  if (!compiled.ok) return compiled;
  const answer = answerOf(compiled.value, { ...context, "?": value }, at.now);
  return ok({ value: answer.value === true, warnings: answer.warnings });
}

/** The free names an expression reads for certain. */
export const namesIn = (expression: FeelExpression): readonly string[] => expression.names;

/** Evaluates in a scope; what exhausts the machine (endless recursion) is null like any other fault. */
export function valueIn(expression: FeelExpression, scope: Scope): FeelValue {
  try {
    return expression.evaluate(scope);
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    scope.run.warnings.push(failure.message);
    return null;
  }
}

function compiledFor(
  expression: FeelExpression | string,
  context: JsonObject,
  unary: boolean,
): Result<FeelExpression, Problem> {
  if (typeof expression !== "string") return ok(expression);
  return compileFeel(expression, { unary, shape: shapeOfJson(context) });
}

function answerOf(expression: FeelExpression, context: JsonObject, now: Instant): FeelAnswer {
  const run: Run = { now, warnings: [] };
  const names = new Map<string, FeelValue>();
  for (const name of [...expression.names, ...expression.possibleNames, "?"]) {
    const found = entryNamed(context, name);
    if (found !== undefined) names.set(name, fromJson(found));
  }
  const value = valueIn(expression, scopeOf(names, run));
  return { value: toJson(value), warnings: run.warnings };
}

function entryNamed(context: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(context, name)) return context[name];
  if (isPlainName(name)) return undefined;
  const key = Object.keys(context).find((each) => canonicalName(each) === name);
  return key === undefined ? undefined : context[key];
}

/** Plain names need not be told to the grammar, as others must; telling them all is most of the work of reading a short expression. */
const shapeOfNames = (names: readonly string[]): NameShape =>
  Object.fromEntries(names.filter((name) => !isPlainName(name)).map((name) => [tidyName(name), null]));

type Read = { readonly syntax: Syntax; readonly free: ReturnType<typeof freeNames> };

/** Texts read before: fifty matters on one process check the same expressions fifty times. */
const readBefore = new Map<string, Read>();
const MOST_KEPT = 20_000;

function readOnce(
  text: string,
  kind: FeelExpression["kind"],
  shape: NameShape,
): Result<Read, Extract<ReturnType<typeof parseSyntax>, { readonly ok: false }>["error"]> {
  // What odd names mean depends on what is in force, so only texts without are the same everywhere.
  const key = Object.keys(shape).length === 0 ? `${kind} ${text}` : undefined;
  const before = key === undefined ? undefined : readBefore.get(key);
  if (before !== undefined) return ok(before);
  const parsed = parseSyntax(text, kind, shape);
  if (!parsed.ok) return parsed;
  const read = { syntax: parsed.value, free: freeNames(parsed.value) };
  if (key !== undefined) {
    if (readBefore.size >= MOST_KEPT) readBefore.clear();
    readBefore.set(key, read);
  }
  return ok(read);
}

const canonicalBefore = new WeakMap<readonly string[], ReadonlySet<string>>();

function canonicalNames(names: readonly string[]): ReadonlySet<string> {
  const before = canonicalBefore.get(names);
  if (before !== undefined) return before;
  const known = new Set(names.map(canonicalName));
  canonicalBefore.set(names, known);
  return known;
}

/** Only what the grammar must be told: odd names, and what leads to them. */
export function shapeOfJson(value: Json | undefined): NameShape {
  if (Array.isArray(value)) return Object.assign({}, ...value.map(shapeOfJson)) as NameShape;
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).flatMap(([key, item]): [string, NameShape][] => {
    const inner = shapeOfJson(item);
    return !isPlainName(key) || Object.keys(inner).length > 0 ? [[tidyName(key), inner]] : [];
  });
  return Object.fromEntries(entries);
}

/** Long texts are cut in messages. */
const shortened = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`);
