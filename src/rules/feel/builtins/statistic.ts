import { decimalLike } from "../value/arithmetic.ts";
import { equal } from "../value/equal.ts";
import { compare } from "../value/order.ts";
import { finite, type FeelList, type FeelValue } from "../value/value.ts";
import { builtinOverList, type Builtin } from "./define.ts";

/** The numbers of a list that holds nothing else. */
function numbersOf(items: FeelList): readonly number[] | null {
  const numbers: number[] = [];
  for (const item of items) {
    if (typeof item !== "number") return null;
    numbers.push(item);
  }
  return numbers;
}

/** A figure over at least `least` numbers; null for fewer, or for anything that is not a number. */
const figure = (name: string, least: number, body: (numbers: readonly number[]) => FeelValue): Builtin =>
  builtinOverList(name, (items) => {
    const numbers = numbersOf(items);
    return numbers === null || numbers.length < least ? null : body(numbers);
  });

const total = (numbers: readonly number[]): number | null =>
  numbers.reduce<number | null>((sum, each) => (sum === null ? null : decimalLike(sum + each)), 0);

const ascending = (numbers: readonly number[]): readonly number[] =>
  numbers.toSorted((left, right) => left - right);

function mean(numbers: readonly number[]): number | null {
  const sum = total(numbers);
  return sum === null ? null : decimalLike(sum / numbers.length);
}

function median(numbers: readonly number[]): number | null {
  const sorted = ascending(numbers);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : decimalLike(((sorted[middle - 1] ?? 0) + upper) / 2);
}

/** The sample's standard deviation: divided by one less than the count. */
function deviation(numbers: readonly number[]): number | null {
  const middle = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const squares = numbers.reduce((sum, each) => sum + (each - middle) ** 2, 0);
  return finite(Math.sqrt(squares / (numbers.length - 1)));
}

function modes(numbers: readonly number[]): FeelList {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return ascending([...counts.keys()].filter((each) => counts.get(each) === most));
}

/** The least or greatest of values of one ordered kind. */
function extreme(items: FeelList, side: 1 | -1): FeelValue {
  const [first, ...rest] = items;
  if (first === undefined || first === null || compare(first, first) === null) return null;
  let found: FeelValue = first;
  for (const item of rest) {
    const order = compare(item, found);
    if (order === null && equal(item, found) !== true) return null;
    if (order === side) found = item;
  }
  return found;
}

export const STATISTICS: readonly Builtin[] = [
  builtinOverList("min", (items) => extreme(items, -1)),
  builtinOverList("max", (items) => extreme(items, 1)),
  figure("sum", 1, total),
  figure("mean", 1, mean),
  figure("median", 1, median),
  figure("stddev", 2, deviation),
  figure("mode", 0, modes),
  figure("product", 1, (numbers) =>
    numbers.reduce<number | null>((sum, each) => (sum === null ? null : decimalLike(sum * each)), 1),
  ),
];
