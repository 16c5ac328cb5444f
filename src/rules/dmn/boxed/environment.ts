import { problem, type Problem } from "#kernel";
import type { Evaluator } from "../../feel/compile/scope.ts";
import { compileFeel, valueIn, type FeelExpression } from "../../feel/feel.ts";
import { canonicalName, tidyName } from "../../feel/syntax/name.ts";
import type { NameShape } from "../../feel/syntax/parse.ts";
import { coerce } from "../../feel/type/conform.ts";
import { ANY, type FeelType } from "../../feel/type/type.ts";
import { shapeOfType, type Types } from "../item-type.ts";

/** What is in force where a boxed expression stands, and where its faults are told. */
export type Environment = {
  /** The element the expression belongs to, for messages. */
  readonly element: string;
  readonly shape: NameShape;
  readonly types: Types;
  readonly fault: (fault: Problem) => void;
};

/** The environment with more names in force. */
export function withNames(
  environment: Environment,
  names: readonly { readonly name: string; readonly type?: FeelType; readonly shape?: NameShape }[],
): Environment {
  const added = names.map(({ name, type, shape }): [string, NameShape] => [
    tidyName(name),
    shape ?? (type === undefined ? {} : shapeOfType(type)),
  ]);
  return { ...environment, shape: { ...environment.shape, ...Object.fromEntries(added) } };
}

/** The declared type; ANY for none, and for one that nothing defines. */
export function declaredType(environment: Environment, typeRef: string | null): FeelType {
  if (typeRef === null || typeRef.trim() === "") return ANY;
  const found = environment.types.find(typeRef);
  if (found === undefined) {
    environment.fault(problem("DMN_TYPE_UNKNOWN", { name: environment.element, type: typeRef }));
  }
  return found ?? ANY;
}

/** Makes the value take its declared type; what does not conform becomes null. */
export function typed(evaluate: Evaluator, type: FeelType): Evaluator {
  if (type.kind === "any") return evaluate;
  return (scope) => {
    const value = evaluate(scope);
    const taken = coerce(value, type);
    if (taken === null && value !== null) scope.run.warnings.push("a value is not of its declared type");
    return taken;
  };
}

/** Reads the text of an expression or a table's cell; a broken one is told and is null when evaluated. */
export function compileText(text: string, environment: Environment, unary = false): Evaluator | null {
  const compiled = readText(text, environment, unary);
  return compiled === null ? null : (scope) => valueIn(compiled, scope);
}

/** As `compileText`, keeping what was read. */
export function readText(text: string, environment: Environment, unary: boolean): FeelExpression | null {
  if (text === "") return null;
  const compiled = compileFeel(text, {
    unary,
    shape: environment.shape,
    findType: (name) => environment.types.find(name),
  });
  if (!compiled.ok) {
    environment.fault(compiled.error);
    return null;
  }
  const known = new Set(Object.keys(environment.shape).map(canonicalName));
  for (const name of compiled.value.names) {
    if (!known.has(name)) environment.fault(problem("FEEL_NAME_UNKNOWN", { text, name }));
  }
  return compiled.value;
}

export const NOTHING: Evaluator = () => null;
