import { canonicalName } from "../syntax/name.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { coerce } from "../type/conform.ts";
import { staticType } from "../type/static-type.ts";
import { ANY, typeOf, type FindType } from "../type/type.ts";
import type { FeelValue } from "../value/value.ts";
import { within, type Evaluator } from "./scope.ts";

type FunctionSyntax = Extract<Syntax, { readonly kind: "function" }>;

/** A function written in FEEL; it keeps the names that were in force where it was written. External ones are null. */
export function compileFunction(
  syntax: FunctionSyntax,
  compile: (syntax: Syntax) => Evaluator,
  findType: FindType,
): Evaluator {
  if (syntax.external) {
    return ({ run }) => {
      run.warnings.push("external functions are not supported");
      return null;
    };
  }
  const body = compile(syntax.body);
  const parameters = syntax.parameters.map(({ name, type }) => ({
    name: canonicalName(name),
    type: type === null ? ANY : typeOf(type, findType),
  }));
  const names = syntax.parameters.map(({ name }) => name);
  const types = new Map(parameters.map(({ name, type }) => [name, type]));
  const signature = {
    kind: "function",
    parameters: parameters.map(({ type }) => type),
    result: staticType(syntax.body, types, findType),
  } as const;
  return (scope) => ({
    kind: "function",
    name: "",
    parameters: names,
    variadic: false,
    signature,
    call: (values, run) => {
      const given = new Map<string, FeelValue>();
      for (const [index, parameter] of parameters.entries()) {
        const value = values[index];
        if (value === undefined) return null;
        given.set(parameter.name, coerce(value, parameter.type));
      }
      return body(within({ find: scope.find, run }, given));
    },
  });
}
