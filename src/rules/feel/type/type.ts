import type { TypeSyntax } from "../syntax/syntax.ts";
import { canonicalName, tidyName } from "../syntax/name.ts";
import type { FeelValue } from "../value/value.ts";

/** A FEEL type (DMN 1.5, 10.3.2.9) or one made by an item definition. */
export type FeelType =
  | { readonly kind: "any" }
  | { readonly kind: "null" }
  | { readonly kind: "never" }
  | { readonly kind: "simple"; readonly name: SimpleName }
  | { readonly kind: "list"; readonly of: FeelType }
  | { readonly kind: "range"; readonly of: FeelType }
  | { readonly kind: "context"; readonly entries: readonly TypedEntry[] }
  | { readonly kind: "function"; readonly parameters: readonly FeelType[] | null; readonly result: FeelType }
  /** `allows` says of one value whether the item definition's allowed values hold it. */
  | { readonly kind: "constrained"; readonly of: FeelType; readonly allows: (value: FeelValue) => boolean }
  /** An item definition that may contain itself is looked up late. */
  | { readonly kind: "named"; readonly name: string; readonly resolve: () => FeelType };

type TypedEntry = { readonly name: string; readonly type: FeelType };

export type SimpleName =
  | "boolean"
  | "number"
  | "string"
  | "date"
  | "time"
  | "date and time"
  | "duration"
  | "years and months duration"
  | "days and time duration"
  | "list"
  | "context"
  | "range"
  | "function";

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
