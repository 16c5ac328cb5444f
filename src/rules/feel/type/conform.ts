import { isContext, isDuration, isKind, isList, kindOf, type FeelValue } from "../value/value.ts";
import { entryOf } from "../compile/scope.ts";
import type { FeelType, SimpleName } from "./type.ts";

/** FEEL's `instance of`: null is an instance of Null alone. */
export function isInstance(value: FeelValue, type: FeelType): boolean {
  if (type.kind === "null") return value === null;
  return value !== null && conforms(value, type);
}

/** Whether a value may stand where the type is declared; null may stand anywhere. */
function conforms(value: FeelValue, type: FeelType): boolean {
  if (value === null) return type.kind !== "never";
  switch (type.kind) {
    case "any":
      return true;
    case "null":
    case "never":
      return false;
    case "simple":
      return isSimple(value, type.name);
    case "list":
      return isList(value) && value.every((item) => conforms(item, type.of));
    case "range":
      return (
        isKind(value, "range") && [value.start, value.end].every((end) => conforms(end ?? null, type.of))
      );
    case "context":
      return (
        isContext(value) &&
        type.entries.every((entry) => {
          const found = entryOf(value, entry.name);
          return found !== undefined && conforms(found, entry.type);
        })
      );
    case "function":
      return (
        isKind(value, "function") &&
        (type.parameters === null || type.parameters.length === value.parameters.length)
      );
    case "constrained":
      return conforms(value, type.of) && type.allows(value);
    case "named":
      return conforms(value, type.resolve());
  }
}

function isSimple(value: FeelValue, name: SimpleName): boolean {
  if (name === "duration") return isDuration(value);
  return kindOf(value) === name;
}

/**
 * The value as the declared type takes it (DMN 1.5, 10.3.2.9.4): a list of one for its item, an item for a list
 * of one, a date for its midnight in UTC; what then still does not conform is null.
 */
export function coerce(value: FeelValue, type: FeelType): FeelValue {
  if (value === null || conforms(value, type)) return value;
  const only = isList(value) && value.length === 1 ? (value[0] ?? null) : undefined;
  if (only !== undefined && !wantsList(type)) {
    if (conforms(only, type)) return only;
    return coerceDate(only, type);
  }
  if (wantsList(type) && !isList(value) && conforms([value], type)) return [value];
  return coerceDate(value, type);
}

function coerceDate(value: FeelValue, type: FeelType): FeelValue {
  const simple = simpleOf(type);
  if (simple !== "date and time" || !isKind(value, "date")) return null;
  return { kind: "date and time", date: value, time: { kind: "time", nanos: 0, zone: "Z" } };
}

function wantsList(type: FeelType): boolean {
  switch (type.kind) {
    case "list":
      return true;
    case "simple":
      return type.name === "list";
    case "constrained":
      return wantsList(type.of);
    case "named":
      return wantsList(type.resolve());
    default:
      return false;
  }
}

/** The simple type beneath constraints and names, if there is one. */
function simpleOf(type: FeelType): SimpleName | null {
  switch (type.kind) {
    case "simple":
      return type.name;
    case "constrained":
      return simpleOf(type.of);
    case "named":
      return simpleOf(type.resolve());
    default:
      return null;
  }
}
