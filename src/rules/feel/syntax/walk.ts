import type { Arguments, Iteration, Syntax } from "./syntax.ts";

/** The constructs directly inside one. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case "constant":
    case "name":
    case "input":
    case "wildcard":
      return [];
    case "list":
      return syntax.items;
    case "context":
      return syntax.entries.map(({ value }) => value);
    case "path":
      return [syntax.of];
    case "filter":
      return [syntax.of, syntax.test];
    case "call":
      return [syntax.callee, ...valuesOf(syntax.values)];
    case "function":
      return [syntax.body];
    case "if":
      return [syntax.test, syntax.met, syntax.otherwise];
    case "for":
      return [...syntax.iterations.flatMap(sourcesOf), syntax.body];
    case "quantified":
      return [...syntax.iterations.flatMap(sourcesOf), syntax.test];
    case "and":
    case "or":
    case "compare":
    case "arithmetic":
      return [syntax.left, syntax.right];
    case "between":
      return [syntax.value, syntax.low, syntax.high];
    case "in":
      return [syntax.value, ...syntax.tests];
    case "instance":
      return [syntax.value];
    case "negate":
      return [syntax.operand];
    case "range":
      return [syntax.start, syntax.end];
    case "half range":
      return [syntax.bound];
    case "unary tests":
      return syntax.tests;
  }
}

const valuesOf = (values: Arguments): readonly Syntax[] =>
  values.kind === "positional" ? values.values : values.values.map(({ value }) => value);

/** What an iteration goes through. */
export const sourcesOf = ({ from, to }: Iteration): readonly Syntax[] => (to === null ? [from] : [from, to]);
