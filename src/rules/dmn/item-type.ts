import type { Instant } from "#kernel";
import { scopeOf } from "../feel/compile/scope.ts";
import { compileFeel, valueIn } from "../feel/feel.ts";
import { canonicalName } from "../feel/syntax/name.ts";
import type { NameShape } from "../feel/syntax/parse.ts";
import { ANY, builtinType, type FeelType } from "../feel/type/type.ts";
import type { FeelValue } from "../feel/value/value.ts";
import type { DmnModel, ItemDefinition } from "./model.ts";

/** Types by reference, as one model sees them; undefined for a name nothing defines. */
export type Types = { readonly find: (reference: string) => FeelType | undefined };

/** Builds the types of one model; `imported` knows those of the models it imports. */
export function typesOf(model: DmnModel, imported: (reference: string) => FeelType | undefined): Types {
  const items = new Map(model.items.map((item) => [canonicalName(item.name), item]));
  const made = new Map<string, FeelType>();
  const find = (reference: string): FeelType | undefined => {
    const builtin = builtinType(reference);
    const name = canonicalName(reference);
    const local = items.get(name) ?? items.get(name.replace(/^[\w-]+:/, ""));
    // A model may define an item of a built-in's name; then its own is meant.
    if (local === undefined) return builtin ?? imported(name);
    const known = made.get(local.name);
    if (known !== undefined) return known;
    const type: FeelType = { kind: "named", name: local.name, resolve: () => resolved(local) };
    made.set(local.name, type);
    return type;
  };
  const built = new Map<ItemDefinition, FeelType>();
  const resolved = (item: ItemDefinition): FeelType => {
    const known = built.get(item);
    if (known !== undefined) return known;
    const type = typeOfItem(item, (reference) => find(reference) ?? ANY);
    built.set(item, type);
    return type;
  };
  return { find };
}

function typeOfItem(item: ItemDefinition, find: (reference: string) => FeelType): FeelType {
  const base = baseOf(item, find);
  // Allowed values of one's own go before those of the type they narrow (DMN 1.5, 7.3.3).
  const single = item.allowedValues === null ? base : constrained(withoutValues(base), item.allowedValues);
  const whole: FeelType = item.isCollection ? { kind: "list", of: single } : single;
  return constrained(whole, item.typeConstraint);
}

const withoutValues = (type: FeelType): FeelType =>
  type.kind === "named"
    ? withoutValues(type.resolve())
    : type.kind === "constrained"
      ? withoutValues(type.of)
      : type;

function baseOf(item: ItemDefinition, find: (reference: string) => FeelType): FeelType {
  if (item.components.length > 0) {
    return {
      kind: "context",
      entries: item.components.map((each) => ({ name: each.name, type: typeOfItem(each, find) })),
    };
  }
  if (item.functionItem !== null) {
    return {
      kind: "function",
      parameters: item.functionItem.parameters.map(({ typeRef }) => (typeRef === null ? ANY : find(typeRef))),
      result: item.functionItem.result === null ? ANY : find(item.functionItem.result),
    };
  }
  if (item.typeRef === null) return ANY;
  // `<itemDefinition name="string"><typeRef>string</typeRef>` means the built-in, not itself.
  if (canonicalName(item.typeRef) === canonicalName(item.name)) return builtinType(item.typeRef) ?? ANY;
  return find(item.typeRef);
}

/** Allowed values are tests of the value alone: no name and no moment is in force there. */
const NO_MOMENT = "1970-01-01T00:00:00.000Z" as Instant;

function constrained(type: FeelType, tests: string | null): FeelType {
  if (tests === null) return type;
  const compiled = compileFeel(tests, { unary: true });
  if (!compiled.ok) return type;
  const allows = (value: FeelValue): boolean =>
    valueIn(compiled.value, scopeOf(new Map([["?", value]]), { now: NO_MOMENT, warnings: [] })) === true;
  return { kind: "constrained", of: type, allows };
}

/** The names inside a type, for the grammar; a type inside itself is not followed again. */
export function shapeOfType(type: FeelType, seen: readonly string[] = []): NameShape {
  switch (type.kind) {
    case "context":
      return Object.fromEntries(
        type.entries.map(({ name, type: inner }) => [name, shapeOfType(inner, seen)]),
      );
    case "list":
    case "constrained":
      return shapeOfType(type.of, seen);
    case "named":
      return seen.includes(type.name) ? {} : shapeOfType(type.resolve(), [...seen, type.name]);
    default:
      return {};
  }
}
