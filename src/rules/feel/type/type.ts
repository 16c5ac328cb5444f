import type { TypeSyntax } from "../syntax/syntax.ts";
import { canonicalName, tidyName } from "../syntax/name.ts";
import type { FeelType, SimpleName } from "../value/value.ts";

export type { FeelType, SimpleName } from "../value/value.ts";

export const ANY: FeelType = { kind: "any" };
const NEVER: FeelType = { kind: "never" };

/** Names of simple types, with the other spellings models use. */
const SIMPLE: Readonly<Record<string, SimpleName>> = {
  boolean: "boolean",
  number: "number",
  string: "string",
  date: "date",
  time: "time",
  "date and time": "date and time",
  dateTime: "date and time",
  duration: "duration",
  dayTimeDuration: "days and time duration",
  "days and time duration": "days and time duration",
  yearMonthDuration: "years and months duration",
  "years and months duration": "years and months duration",
  list: "list",
  context: "context",
  range: "range",
  function: "function",
};

/** A built-in type by name, with or without the `feel:` prefix of old models; undefined for any other name. */
export function builtinType(name: string): FeelType | undefined {
  const plain = tidyName(name).replace(/^feel:/, "");
  if (plain === "Any") return ANY;
  if (plain === "Null") return { kind: "null" };
  const simple = SIMPLE[plain];
  return simple === undefined ? undefined : { kind: "simple", name: simple };
}

/** Finds the type an item definition makes; undefined for a name the model does not define. */
export type FindType = (name: string) => FeelType | undefined;

/** The type written in an expression; `find` knows the model's item definitions. An unknown name holds nothing. */
export function typeOf(syntax: TypeSyntax, find: FindType = () => undefined): FeelType {
  switch (syntax.kind) {
    case "named":
      return builtinType(syntax.name) ?? find(canonicalName(syntax.name)) ?? NEVER;
    case "list":
    case "range":
      return { kind: syntax.kind, of: typeOf(syntax.of, find) };
    case "context":
      return {
        kind: "context",
        entries: syntax.entries.map(({ name, type }) => ({ name, type: typeOf(type, find) })),
      };
    case "function":
      return {
        kind: "function",
        parameters: syntax.parameters.map((each) => typeOf(each, find)),
        result: typeOf(syntax.result, find),
      };
  }
}
