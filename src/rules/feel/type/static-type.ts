import { canonicalName } from "../syntax/name.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { kindOf, type FeelType, type FeelValue } from "../value/value.ts";
import { ANY, typeOf, type FindType } from "./type.ts";

/** What an expression gives for certain, seen without evaluating it; ANY where only the values can tell. */
export function staticType(
  syntax: Syntax,
  names: ReadonlyMap<string, FeelType>,
  findType: FindType,
): FeelType {
  const inner = (each: Syntax): FeelType => staticType(each, names, findType);
  switch (syntax.kind) {
    case "constant":
      return typeOfConstant(syntax.value);
    case "name":
      return names.get(canonicalName(syntax.name)) ?? ANY;
    case "list": {
      const [first, ...rest] = syntax.items.map(inner);
      const same =
        first !== undefined && rest.every((each) => JSON.stringify(each) === JSON.stringify(first));
      return { kind: "list", of: same ? first : ANY };
    }
    case "context":
      return {
        kind: "context",
        entries: syntax.entries.map(({ key, value }) => ({ name: key, type: inner(value) })),
      };
    case "function": {
      const parameters = syntax.parameters.map(({ name, type }) => ({
        name: canonicalName(name),
        type: type === null ? ANY : typeOf(type, findType),
      }));
      const inside = new Map([...names, ...parameters.map(({ name, type }) => [name, type] as const)]);
      const result = staticType(syntax.body, inside, findType);
      return { kind: "function", parameters: parameters.map(({ type }) => type), result };
    }
    case "and":
    case "or":
    case "compare":
    case "between":
    case "in":
    case "instance":
    case "quantified":
      return { kind: "simple", name: "boolean" };
    default:
      return ANY;
  }
}

function typeOfConstant(value: FeelValue): FeelType {
  const kind = kindOf(value);
  return kind === "boolean" || kind === "number" || kind === "string" ? { kind: "simple", name: kind } : ANY;
}
