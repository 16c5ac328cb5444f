import { problem } from "#kernel";
import { inOrder } from "../../feel/compile/call.ts";
import { compileFilter } from "../../feel/compile/filter.ts";
import { compileFor, compileQuantified } from "../../feel/compile/iteration.ts";
import { within, type Evaluator } from "../../feel/compile/scope.ts";
import { canonicalName } from "../../feel/syntax/name.ts";
import type { Syntax } from "../../feel/syntax/syntax.ts";
import { coerce } from "../../feel/type/conform.ts";
import { plain } from "../../feel/type/subtype.ts";
import { ANY, type FeelType } from "../../feel/type/type.ts";
import { isKind, single, type FeelValue } from "../../feel/value/value.ts";
import type { Boxed } from "../model.ts";
import { compileText, declaredType, NOTHING, typed, withNames, type Environment } from "./environment.ts";
import { shapeOfBoxed } from "./shape.ts";
import { compileTable } from "./table.ts";

type OfKind<Kind extends Boxed["kind"]> = Extract<Boxed, { readonly kind: Kind }>;

/** Turns a boxed expression into a function of its scope; its own typeRef is kept. */
export function compileBoxed(boxed: Boxed | null, environment: Environment): Evaluator {
  if (boxed === null) return NOTHING;
  if (boxed.kind === "function") return compileFunctionBox(boxed, environment);
  return typed(compileKind(boxed, environment), declaredType(environment, boxed.typeRef));
}

function compileKind(boxed: Exclude<Boxed, OfKind<"function">>, environment: Environment): Evaluator {
  const inner = (each: Boxed | null): Evaluator => compileBoxed(each, environment);
  switch (boxed.kind) {
    case "literal":
      return compileText(boxed.text, environment) ?? NOTHING;
    case "table":
      return compileTable(boxed, environment);
    case "context":
      return compileContextBox(boxed, environment);
    case "list": {
      const items = boxed.items.map(inner);
      return (scope) => items.map((item) => item(scope));
    }
    case "relation":
      return compileRelation(boxed, environment);
    case "invocation":
      return compileInvocation(boxed, environment);
    case "conditional": {
      const [test, met, otherwise] = [inner(boxed.test), inner(boxed.met), inner(boxed.otherwise)];
      return (scope) => (single(test(scope)) === true ? met(scope) : otherwise(scope));
    }
    default:
      return compileIterator(boxed, environment);
  }
}

/** Entries see those before them; the entry without a name is the result of the whole. */
function compileContextBox(boxed: OfKind<"context">, environment: Environment): Evaluator {
  let inner = environment;
  const entries = boxed.entries.map(({ variable, value }) => {
    const type = declaredType(inner, variable?.typeRef ?? null);
    const evaluate = typed(compileBoxed(value, inner), type);
    if (variable === null) return { key: null, name: "", evaluate };
    const shape = type.kind === "any" ? { shape: shapeOfBoxed(value) } : { type };
    inner = withNames(inner, [{ name: variable.name, ...shape }]);
    return { key: variable.name, name: canonicalName(variable.name), evaluate };
  });
  return (scope) => {
    const names = new Map<string, FeelValue>();
    const context = new Map<string, FeelValue>();
    const inside = within(scope, names);
    for (const { key, name, evaluate } of entries) {
      const value = evaluate(inside);
      if (key === null) return value;
      names.set(name, value);
      context.set(key, value);
    }
    return context;
  };
}

function compileRelation(boxed: OfKind<"relation">, environment: Environment): Evaluator {
  const columns = boxed.columns.map(({ name, typeRef }) => ({
    name,
    type: declaredType(environment, typeRef),
  }));
  const rows = boxed.rows.map((cells) =>
    columns.map(({ type }, index) => typed(compileBoxed(cells[index] ?? null, environment), type)),
  );
  return (scope) =>
    rows.map((cells) => new Map(columns.map(({ name }, index) => [name, cells[index]?.(scope) ?? null])));
}

/** A function box; a function of Java or PMML is null, for this platform runs neither. */
export function compileFunctionBox(
  boxed: OfKind<"function">,
  environment: Environment,
  result: FeelType = ANY,
): Evaluator {
  if (boxed.language !== "FEEL") {
    environment.fault(
      problem("DMN_FUNCTION_EXTERNAL", { name: environment.element, language: boxed.language }),
    );
    return NOTHING;
  }
  const parameters = boxed.parameters.map(({ name, typeRef }) => ({
    name,
    canonical: canonicalName(name),
    type: declaredType(environment, typeRef),
  }));
  const own = resultOf(declaredType(environment, boxed.typeRef));
  const body = typed(typed(compileBoxed(boxed.body, withNames(environment, parameters)), own), result);
  const names = parameters.map(({ name }) => name);
  const signature = {
    kind: "function",
    parameters: parameters.map(({ type }) => type),
    result: result.kind === "any" ? own : result,
  } as const;
  return (scope) => ({
    kind: "function",
    name: environment.element,
    parameters: names,
    variadic: false,
    signature,
    call: (values, run) => {
      if (values.length > parameters.length) return null;
      const given = new Map<string, FeelValue>();
      for (const [index, { canonical, type }] of parameters.entries()) {
        const value = values[index];
        if (value === undefined) return null;
        given.set(canonical, coerce(value, type));
      }
      return body(within({ find: scope.find, run }, given));
    },
  });
}

/** The type of what a function gives: old models declare it directly, later ones by a function type. */
export function resultOf(type: FeelType): FeelType {
  const known = plain(type);
  return known.kind === "function" ? known.result : type;
}

/** Bindings name the parameters; a parameter without a binding is null. */
function compileInvocation(boxed: OfKind<"invocation">, environment: Environment): Evaluator {
  const callee = compileBoxed(boxed.callee, environment);
  const bindings = boxed.bindings.map(({ name, typeRef, value }) => ({
    name: canonicalName(name),
    value: typed(compileBoxed(value, environment), declaredType(environment, typeRef)),
  }));
  return (scope) => {
    const target = callee(scope);
    if (!isKind(target, "function")) {
      scope.run.warnings.push("what is invoked is not a function");
      return null;
    }
    const given = new Map(bindings.map(({ name, value }) => [name, value(scope)]));
    for (const way of target.ways ?? [target]) {
      const values = inOrder(given, way);
      if (values === null) continue;
      const answer = way.call(target.ways === undefined ? filled(values) : values, scope.run);
      if (answer !== null) return answer;
    }
    return null;
  };
}

const filled = (values: readonly (FeelValue | undefined)[]): readonly FeelValue[] =>
  values.map((value) => value ?? null);

/** The boxed iterators are FEEL's own `for`, `some`, `every` and filter, with boxes as their parts. */
function compileIterator(
  boxed: OfKind<"for" | "quantified" | "filter">,
  environment: Environment,
): Evaluator {
  const parts = new Map<Syntax, Evaluator>();
  const part = (each: Boxed, inside: Environment): Syntax => {
    const stand: Syntax = { kind: "name", name: "", from: 0 };
    parts.set(stand, compileBoxed(each, inside));
    return stand;
  };
  const find = (syntax: Syntax): Evaluator => parts.get(syntax) ?? NOTHING;
  const source = part(boxed.in, environment);
  const itemShape = shapeOfBoxed(boxed.in);
  if (boxed.kind === "filter") {
    const entries = Object.entries(itemShape).map(([name, shape]) => ({ name, shape: shape ?? {} }));
    const names = [{ name: "item", shape: itemShape }, ...entries];
    const test = part(boxed.match, lenient(withNames(environment, names)));
    return compileFilter({ kind: "filter", of: source, test }, find);
  }
  const inside = withNames(environment, [{ name: boxed.variable, shape: itemShape }]);
  const iterations = [{ name: boxed.variable, from: source, to: null }];
  if (boxed.kind === "for") {
    const body = part(boxed.body, withNames(inside, [{ name: "partial" }]));
    return compileFor({ kind: "for", iterations, body }, find);
  }
  const test = part(boxed.test, inside);
  return compileQuantified({ kind: "quantified", every: boxed.every, iterations, test }, find);
}

/** Inside a filter a name may be an entry of the item, which only the value can tell. */
const lenient = (environment: Environment): Environment => ({
  ...environment,
  fault: (fault) => {
    if (fault.code !== "FEEL_NAME_UNKNOWN") environment.fault(fault);
  },
});
