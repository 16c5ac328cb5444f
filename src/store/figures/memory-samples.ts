import {
  cellSums,
  contributionOf,
  coveredKeys,
  decimalOf,
  evaluate,
  holds,
  isInYear,
  partsOf,
  queryOf,
  sidesOf,
  valueOf,
  type Contribution,
  type Count,
  type Coverage,
  type CoveragePart,
  type CoveredKey,
  type Decimal,
  type Difference,
  type Indicator,
  type Keys,
} from "#indicators";
import { type JsonObject } from "#kernel";
import type { FigureQuestion } from "./figure-question.ts";
import type { Memory } from "./samples.ts";

function belongs({ source }: Count, name: string, of: string, facts: JsonObject): boolean {
  if (source.kind === "register") return name.startsWith("record:") && of === source.register;
  return !name.startsWith("record:") && (source.matter === "*" || facts["matter"] === source.matter);
}

/** A figure as histories in memory have it. */
export type InMemory = {
  readonly value: Decimal | null;
  readonly records: number;
  readonly keys: readonly CoveredKey[] | null;
};

/** The figure folded in memory from the histories. */
export function inMemory(definition: Indicator, memory: Memory, question: FigureQuestion): InMemory {
  if (definition.kind === "coverage") return coverageInMemory(definition, memory, question);
  return {
    value: valueOf(definition, partsOf(foldedInMemory(definition, memory, question))),
    records: foundInMemory(definition, memory, question).length,
    keys: null,
  };
}

function coverageInMemory(definition: Coverage, memory: Memory, question: FigureQuestion): InMemory {
  const sets: { -readonly [side in keyof Parameters<typeof coveredKeys>[0]]: Keys | null } = {
    numerator: null,
    denominator: null,
    among: null,
  };
  for (const { side, count } of sidesOf(definition)) {
    const keys = new Map<string, number>();
    for (const cell of foldedInMemory(count, memory, question))
      for (const { key, references } of cell.keys) keys.set(key, (keys.get(key) ?? 0) + references);
    sets[side] = keys;
  }
  const keys = coveredKeys(sets);
  const covered = keys.filter(({ covering }) => covering > 0).length;
  return {
    value: valueOf(definition, {
      numerator: decimalOf(covered),
      denominator: decimalOf(keys.length),
      distinct: 0,
    }),
    records: keys.reduce((sum, { records }) => sum + records, 0),
    keys,
  };
}

/** How many subjects a part of a coverage opens: those whose facts the queries hold for, told by their keys. */
export function openedInMemory(
  definition: Coverage,
  part: CoveragePart,
  memory: Memory,
  question: FigureQuestion,
): number {
  const keysOf = (count: Count): ReadonlySet<unknown> =>
    new Set(
      foundInMemory(count, memory, question).map((facts) =>
        count.measure.kind === "distinct" ? evaluate(count.measure.fact, facts) : null,
      ),
    );
  const { numerator, denominator, among } = definition;
  const [covering, wanted] = [keysOf(numerator), keysOf(denominator)];
  const standing = among === null ? wanted : keysOf(among);
  return foundInMemory(part === "numerator" ? numerator : denominator, memory, question).filter((facts) => {
    const key = evaluate((part === "numerator" ? numerator : denominator).measure.fact, facts);
    if (!wanted.has(key) || !standing.has(key)) return false;
    return part !== "missing" || !covering.has(key);
  }).length;
}

function foldedInMemory(
  count: Count,
  memory: Memory,
  { year, place = "", organ = "" }: FigureQuestion,
): readonly Difference[] {
  const sums = cellSums();
  for (const [name, { source, versions }] of memory) {
    let before: Contribution | null = null;
    for (const facts of versions) {
      if (before !== null) sums.take(before);
      before = belongs(count, name, source, facts) ? contributionOf(count, facts) : null;
      if (before !== null) sums.add(before);
    }
  }
  return sums
    .differences()
    .filter(
      (cell) =>
        isInYear(count, cell, year) &&
        (count.place === null || cell.place.startsWith(place)) &&
        (count.organ === null || organ === "" || cell.organ === organ),
    );
}

/** The last facts of the subjects that the count's query holds for. */
function foundInMemory(
  count: Count,
  memory: Memory,
  { year, place, organ }: FigureQuestion,
): readonly JsonObject[] {
  const { where } = queryOf(count, { year, place, organ });
  return [...memory].flatMap(([name, { source, versions }]) => {
    const last = versions.at(-1);
    return last !== undefined && belongs(count, name, source, last) && holds(where, last) ? [last] : [];
  });
}
