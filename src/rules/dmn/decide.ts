import {
  err,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { scopeOf } from "../feel/compile/scope.ts";
import { compileFeel, shapeOfJson, valueIn } from "../feel/feel.ts";
import { canonicalName } from "../feel/syntax/name.ts";
import { toJson } from "../feel/value/json.ts";
import { isContext, isKind, type FeelContext, type FeelValue } from "../feel/value/value.ts";
import type { CompiledElement, DecisionModels } from "./compiled.ts";
import { givenAs, valueOf, type Session } from "./session.ts";

/** A decision's answer, with what it rests on. */
export type DecisionAnswer = {
  /** Dates, times and durations as ISO 8601 text. A fault inside the model's expressions is null. */
  readonly value: Json;
  /** Every decision table evaluated, in order, with the rules that answered: ids, or numbers from 1. */
  readonly matched: readonly {
    readonly decision: string;
    readonly table: string;
    readonly rules: readonly (string | number)[];
  }[];
  /** Names of the inputs read. */
  readonly facts: readonly string[];
  /** Hash of the models' texts. */
  readonly version: string;
  readonly warnings: readonly string[];
};

export type DecideOptions = {
  readonly now: Instant;
  /** A FEEL context expression whose entries go before the input's, so that dates can be given as dates. */
  readonly context?: string;
};

/**
 * Evaluates a decision, decision service or business knowledge model, found by id or name.
 * Inputs are given by name; for a service or a knowledge model they are its parameters.
 * Errors: DECISION_UNKNOWN, and those of reading `context`.
 */
export function decide(
  models: DecisionModels,
  decision: string,
  input: JsonObject,
  options: DecideOptions,
): Result<DecisionAnswer, Problem> {
  const element = findDecision(models, decision);
  if (element === undefined) return err(problem("DECISION_UNKNOWN", { decision, known: knownNames(models) }));
  const warnings: string[] = [];
  const context = contextFrom(options, input, warnings);
  if (!context.ok) return context;
  const matched: DecisionAnswer["matched"][number][] = [];
  const session: Session = {
    models,
    run: { now: options.now, warnings },
    given: { input, context: context.value },
    values: new Map(),
    open: new Set(),
    facts: new Set(),
    onTable: ({ name }, { table, rules }) => void matched.push({ decision: name, table, rules }),
  };
  const value = guarded(() => resultOf(element, session), warnings);
  return ok({
    value: toJson(value),
    matched,
    facts: [...session.facts],
    version: models.version,
    warnings,
  });
}

/** A decision, service or knowledge model by id, else by name; the main model's before those imported. */
export function findDecision(models: DecisionModels, decision: string): CompiledElement | undefined {
  const askable = [...models.elements.values()].filter(({ kind }) => kind !== "input");
  const name = canonicalName(decision);
  return (
    askable.find(({ id }) => id === decision) ??
    askable.find((element) => canonicalName(element.name) === name)
  );
}

const knownNames = (models: DecisionModels): string =>
  [...models.elements.values()]
    .filter(({ kind }) => kind !== "input")
    .map(({ name }) => name)
    .slice(0, 20)
    .join(", ");

function contextFrom(
  options: DecideOptions,
  input: JsonObject,
  warnings: string[],
): Result<FeelContext, Problem> {
  if (options.context === undefined || options.context.trim() === "") return ok(new Map());
  const compiled = compileFeel(options.context, { shape: shapeOfJson(input) });
  if (!compiled.ok) return compiled;
  const value = valueIn(compiled.value, scopeOf(new Map(), { now: options.now, warnings }));
  return ok(isContext(value) ? value : new Map());
}

function resultOf(element: CompiledElement, session: Session): FeelValue {
  switch (element.kind) {
    case "input":
    case "decision":
      return valueOf(element.key, session);
    case "service":
    case "knowledge": {
      const target = valueOf(element.key, session);
      if (!isKind(target, "function")) return null;
      const values = element.parameters.map((parameter) => givenAs(parameter, session));
      return target.call(values, session.run);
    }
  }
}

/** Endless recursion exhausts the machine's stack; that is a fault of the model, hence null. */
function guarded(evaluate: () => FeelValue, warnings: string[]): FeelValue {
  try {
    return evaluate();
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    warnings.push(failure.message);
    return null;
  }
}
