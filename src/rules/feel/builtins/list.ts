import { equal } from "../value/equal.ts";
import { isList, type FeelFunction, type FeelList, type FeelValue, type Run } from "../value/value.ts";
import {
  anything,
  builtin,
  builtinInRun,
  builtinOverList,
  func,
  list,
  number,
  optional,
  overloaded,
  type Builtin,
} from "./define.ts";

const same = (left: FeelValue, right: FeelValue): boolean => equal(left, right) === true;

const has = (items: FeelList, wanted: FeelValue): boolean => items.some((item) => same(item, wanted));

const distinct = (items: FeelList): FeelList => {
  const kept: FeelValue[] = [];
  for (const item of items) if (!has(kept, item)) kept.push(item);
  return kept;
};

const duplicates = (items: FeelList): FeelList =>
  distinct(items.filter((item, index) => items.some((other, at) => at !== index && same(item, other))));

const flatten = (items: FeelList): FeelList =>
  items.flatMap((item) => (isList(item) ? flatten(item) : [item]));

/** The index of a position that counts from 1, or from the end when negative; null when there is none. */
function indexOf(items: FeelList, position: number): number | null {
  const index = position > 0 ? position - 1 : items.length + position;
  return Number.isInteger(position) && position !== 0 && index >= 0 && index < items.length ? index : null;
}

function sublist(items: FeelList, start: number, length: number | undefined): FeelList | null {
  const index = indexOf(items, start);
  if (index === null || (length !== undefined && length < 0)) return null;
  return items.slice(index, length === undefined ? undefined : index + Math.trunc(length));
}

function insertBefore(items: FeelList, position: number, item: FeelValue): FeelList | null {
  const index = position === items.length + 1 ? items.length : indexOf(items, position);
  return index === null ? null : [...items.slice(0, index), item, ...items.slice(index)];
}

function remove(items: FeelList, position: number): FeelList | null {
  const index = indexOf(items, position);
  return index === null ? null : items.filter((_item, at) => at !== index);
}

function replaceAt(items: FeelList, position: number, item: FeelValue): FeelList | null {
  const index = indexOf(items, position);
  return index === null ? null : items.map((each, at) => (at === index ? item : each));
}

const takesTwo = ({ parameters, ways }: FeelFunction): boolean =>
  parameters.length === 2 || ways !== undefined;

function replaceMatching(run: Run, items: FeelList, match: FeelFunction, item: FeelValue): FeelList | null {
  if (!takesTwo(match)) return null;
  const replaced: FeelValue[] = [];
  for (const each of items) {
    const answer = match.call([each, item], run);
    if (typeof answer !== "boolean") return null;
    replaced.push(answer ? item : each);
  }
  return replaced;
}

function partition(items: FeelList, size: number): FeelList | null {
  if (!Number.isInteger(size) || size < 1) return null;
  const parts = Math.ceil(items.length / size);
  return Array.from({ length: parts }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function sort(run: Run, items: FeelList, precedes: FeelFunction): FeelList | null {
  if (!takesTwo(precedes)) return null;
  const before = (left: FeelValue, right: FeelValue): boolean => precedes.call([left, right], run) === true;
  return items.toSorted((left, right) => (before(left, right) ? -1 : before(right, left) ? 1 : 0));
}

/** `append(list, item, …)`: everything after the first argument is an item. */
const append: Builtin = {
  kind: "function",
  name: "append",
  parameters: ["list", "item"],
  variadic: true,
  call: ([target, ...items]) => {
    if (target === undefined || target === null || items.length === 0) return null;
    return [...(isList(target) ? target : [target]), ...items.map((item) => item ?? null)];
  },
};

const joinLists = (name: string, body: (items: FeelList) => FeelList): Builtin => ({
  kind: "function",
  name,
  parameters: ["list"],
  variadic: true,
  call: (lists) => {
    if (lists.length === 0 || lists.some((each) => each === null || each === undefined)) return null;
    return body(lists.flatMap((each) => (isList(each) ? each : [each ?? null])));
  },
});

function allOf(items: FeelList): boolean | null {
  if (items.includes(false)) return false;
  return items.every((item) => item === true) ? true : null;
}

function anyOf(items: FeelList): boolean | null {
  if (items.includes(true)) return true;
  return items.every((item) => item === false) ? false : null;
}

export const LISTS: readonly Builtin[] = [
  builtin("list contains", [list("list"), anything("element")], has),
  builtin("count", [list("list")], (items) => items.length),
  builtinOverList("all", allOf),
  builtinOverList("any", anyOf),
  builtin("sublist", [list("list"), number("start position"), optional(number("length"))], sublist),
  append,
  joinLists("concatenate", (items) => items),
  joinLists("union", distinct),
  builtin("insert before", [list("list"), number("position"), anything("newItem")], insertBefore),
  builtin("remove", [list("list"), number("position")], remove),
  overloaded([
    builtin("list replace", [list("list"), number("position"), anything("newItem")], replaceAt),
    builtinInRun("list replace", [list("list"), func("match"), anything("newItem")], replaceMatching),
  ]),
  builtin("reverse", [list("list")], (items) => items.toReversed()),
  builtin("index of", [list("list"), anything("match")], (items, match) =>
    items.flatMap((item, index) => (same(item, match) ? [index + 1] : [])),
  ),
  builtin("distinct values", [list("list")], distinct),
  builtin("duplicate values", [list("list")], duplicates),
  builtin("flatten", [list("list")], flatten),
  builtinInRun("sort", [list("list"), func("precedes")], sort),
  builtin("partition", [list("list"), number("size")], partition),
  builtin("is empty", [list("list")], (items) => items.length === 0),
];
