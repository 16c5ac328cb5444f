import type { Json } from "#kernel";
import { entryOf } from "../compile/scope.ts";
import { fromJson, toJson } from "../value/json.ts";
import { isContext, isList, type FeelContext, type FeelList, type FeelValue } from "../value/value.ts";
import {
  anything,
  builtin,
  builtinOverList,
  context,
  list,
  nullable,
  overloaded,
  text,
  type Builtin,
  type Reader,
} from "./define.ts";

const keyList = (name: string): Reader<FeelList> => ({
  ...list(name),
  read: (value) => (isList(value) ? value : undefined),
});

/** A context from entries `{key, value}`; a missing part or a repeated key makes the whole null. */
function contextOf(entries: FeelList): FeelContext | null {
  const made = new Map<string, FeelValue>();
  for (const entry of entries) {
    if (!isContext(entry)) return null;
    const [key, value] = [entry.get("key"), entry.get("value")];
    if (typeof key !== "string" || value === undefined || made.has(key)) return null;
    made.set(key, value);
  }
  return made;
}

function valueAt(target: FeelContext, keys: FeelList): FeelValue {
  let found: FeelValue = target;
  for (const key of keys) {
    if (!isContext(found) || typeof key !== "string") return null;
    found = entryOf(found, key) ?? null;
  }
  return found;
}

/** The context with one entry set; through several keys, which must lead through contexts. */
function put(target: FeelContext, keys: FeelList, value: FeelValue): FeelContext | null {
  const [key, ...rest] = keys;
  if (typeof key !== "string") return null;
  if (rest.length === 0) return new Map([...target, [key, value]]);
  const inner = target.get(key);
  if (!isContext(inner)) return null;
  const changed = put(inner, rest, value);
  return changed === null ? null : new Map([...target, [key, changed]]);
}

function merge(contexts: FeelList): FeelContext | null {
  const merged = new Map<string, FeelValue>();
  for (const each of contexts) {
    if (!isContext(each)) return null;
    for (const [key, value] of each) merged.set(key, value);
  }
  return merged;
}

function readJson(written: string): FeelValue {
  try {
    return fromJson(JSON.parse(written) as Json);
  } catch {
    return null;
  }
}

export const CONTEXTS: readonly Builtin[] = [
  overloaded([
    builtin("get value", [context("m"), text("key")], (m, key) => entryOf(m, key) ?? null),
    builtin("get value", [context("context"), keyList("keys")], valueAt),
  ]),
  builtin("get entries", [context("m")], (m) =>
    [...m].map(
      ([key, value]) =>
        new Map<string, FeelValue>([
          ["key", key],
          ["value", value],
        ]),
    ),
  ),
  builtin("context", [list("entries")], contextOf),
  overloaded([
    builtin("context put", [context("context"), text("key"), anything("value")], (target, key, value) =>
      put(target, [key], value),
    ),
    builtin("context put", [context("context"), keyList("keys"), nullable(anything("value"))], put),
  ]),
  builtinOverList("context merge", merge, "contexts"),
  builtin("from json", [text("value")], readJson),
  builtin("to json", [anything("value")], (value) => JSON.stringify(toJson(value))),
];
