import {
  isContext,
  isDuration,
  isKind,
  isList,
  kindOf,
  type FeelFunction,
  type FeelValue,
  type FunctionType,
} from "../value/value.ts";
import { entryOf } from "../compile/scope.ts";
import { isSubfunction, plain } from "./subtype.ts";
import { ANY, type FeelType, type SimpleName } from "./type.ts";

/**
 * What is asked: `instance of` looks at what functions take and give and not at allowed values; a declared type
 * looks at allowed values, and makes functions keep to it when they are called.
 */
type Question = "instance" | "declared";

/** FEEL's `instance of`: null is an instance of Null alone. */
export function isInstance(value: FeelValue, type: FeelType): boolean {
  if (type.kind === "null") return value === null;
  return value !== null && conforms(value, type, "instance");
}

/** Whether a value may stand where the type is declared; null may stand anywhere. */
function conforms(value: FeelValue, type: FeelType, question: Question): boolean {
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
      return isList(value) && value.every((item) => conforms(item, type.of, question));
    case "range":
      return (
        isKind(value, "range") &&
        [value.start, value.end].every((end) => conforms(end ?? null, type.of, question))
      );
    case "context":
      return (
        isContext(value) &&
        type.entries.every((entry) => {
          const found = entryOf(value, entry.name);
          return found !== undefined && conforms(found, entry.type, question);
        })
      );
    case "function":
      return isKind(value, "function") && isFunctionOf(value, type, question);
    case "constrained":
      return conforms(value, type.of, question) && (question === "instance" || type.allows(value));
    case "named":
      return conforms(value, type.resolve(), question);
  }
}

function isFunctionOf(value: FeelFunction, type: FunctionType, question: Question): boolean {
  if (question === "instance" && value.signature !== undefined) return isSubfunction(value.signature, type);
  return type.parameters === null || type.parameters.length === value.parameters.length;
}

function isSimple(value: FeelValue, name: SimpleName): boolean {
  if (name === "duration") return isDuration(value);
  return kindOf(value) === name;
}

/**
 * The value as the declared type takes it (DMN 1.5, 10.3.2.9.4): a list of one for its item, an item for a list
 * of one, a date for its midnight in UTC; what then still does not conform is null. A function keeps to the types
 * of its parameters and its result from then on.
 */
export function coerce(value: FeelValue, type: FeelType): FeelValue {
  if (value === null) return null;
  if (conforms(value, type, "declared"))
    return isKind(value, "function") ? keptTo(value, plain(type)) : value;
  const only = isList(value) && value.length === 1 ? (value[0] ?? null) : undefined;
  if (only !== undefined && !wantsList(type)) return coerce(only, type);
  if (wantsList(type) && !isList(value) && conforms([value], type, "declared")) return [value];
  return coerceDate(value, type);
}

function keptTo(value: FeelFunction, type: FeelType): FeelFunction {
  if (type.kind !== "function" || value.ways !== undefined) return value;
  const { parameters, result } = type;
  const take = (given: FeelValue | undefined, index: number): FeelValue | undefined =>
    given === undefined ? undefined : coerce(given, parameters?.[index] ?? ANY);
  return { ...value, call: (values, run) => coerce(value.call(values.map(take), run), result) };
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
