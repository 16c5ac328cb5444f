import { isJsonObject, type Json } from "#kernel";
import type { CaseState } from "./state.ts";
import type { Delta } from "./types.ts";

/** How deep a change is described: below a leaf the whole value is replaced. */
type Shape = "leaf" | { readonly each: Shape } | { readonly fields: Readonly<Record<string, Shape>> };

const VALUES: Shape = { each: "leaf" };

/** Variable values are leaves: replacing a variable is one change, however large it is. */
const STATE: Shape = {
  fields: {
    variables: VALUES,
    clocks: VALUES,
    doneBy: VALUES,
    joins: VALUES,
    instances: { each: { fields: { variables: VALUES } } },
  },
};

type Change = Delta[number];

/** The change from one state to another (null = no state yet); `applyDelta` undoes nothing and loses nothing. */
export function diff(before: CaseState | null, after: CaseState): Delta {
  const changes: Change[] = [];
  if (before === null) changes.push({ path: [], value: after });
  else compare(before, after, STATE, [], changes);
  return changes;
}

/** The state after a change. Folding the deltas of all entries gives the state itself. */
export function applyDelta(state: CaseState | null, delta: Delta): CaseState {
  let value: Json = state;
  for (const change of delta) value = applyChange(value, change.path, change);
  return value as CaseState;
}

function compare(before: Json, after: Json, shape: Shape, path: readonly string[], changes: Change[]): void {
  if (before === after) return;
  if (shape === "leaf" || !isJsonObject(before) || !isJsonObject(after)) {
    if (!isSame(before, after)) changes.push({ path, value: after });
    return;
  }
  // In the order of the keys' names, as a store may hand a state back with its keys in any other.
  for (const key of Object.keys(before).toSorted())
    if (!Object.hasOwn(after, key)) changes.push({ path: [...path, key] });
  for (const key of Object.keys(after).toSorted()) {
    const value = after[key] ?? null;
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (old === undefined) changes.push({ path: [...path, key], value });
    else compare(old, value, shapeOf(shape, key), [...path, key], changes);
  }
}

function shapeOf(shape: Exclude<Shape, "leaf">, key: string): Shape {
  if ("each" in shape) return shape.each;
  return Object.hasOwn(shape.fields, key) ? (shape.fields[key] ?? "leaf") : "leaf";
}

function applyChange(value: Json, path: readonly string[], change: Change): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change.value ?? null;
  const object = isJsonObject(value) ? value : {};
  if (rest.length === 0 && change.value === undefined) {
    const { [key]: _gone, ...kept } = object;
    return kept;
  }
  const inner = Object.hasOwn(object, key) ? (object[key] ?? null) : null;
  return { ...object, [key]: applyChange(inner, rest, change) };
}

/** Deep equality of plain JSON; the order of keys does not matter. */
function isSame(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((each, index) => isSame(each, right[index] ?? null));
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null))
  );
}
