import { type JsonObject } from "#kernel";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ALL, coverage, COVERAGE, differenceOf } from "../../test/support/indicator-samples.ts";
import {
  COVERAGE_PARTS,
  contributionOf,
  coveredKeys,
  decimalOf,
  evaluate,
  holds,
  isInYear,
  partOf,
  partsOf,
  queryOf,
  sidesOf,
  valueOf,
  type Count,
  type CountIndicator,
  type Difference,
  type Keys,
  type Question,
} from "./index.ts";

const DAY = fc.constantFrom(
  "2021-05-01",
  "2022-01-01",
  "2022-12-31",
  "2021-12-31T16:00:00.000Z",
  "2023-02-03T08:00:00+08:00",
  "bad",
  null,
);
const SUBJECT: fc.Arbitrary<JsonObject> = fc.record({
  outcome: fc.constantFrom("granted", "refused", null),
  closedAt: DAY,
  endedOn: DAY,
  division: fc.constantFrom("210311102", "210311102200", "210311006", null),
  ourDays: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(null)),
  fee: fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom("12.50", "x", null)),
  holder: fc.constantFrom("a", "b", "c", null),
  onTime: fc.constantFrom(true, false, null),
  organ: fc.constantFrom("health", "education", null),
});

const QUESTION: fc.Arbitrary<Question> = fc.record({
  year: fc.constantFrom(2021, 2022, 2023),
  place: fc.constantFrom("210311", "210311102", ""),
  organ: fc.constantFrom("health", ""),
});

/** The cells of a question, as a store would pick them. */
const cellsOf = (count: Count, differences: readonly Difference[], { year, place, organ }: Question) =>
  differences.filter(
    (cell) =>
      isInYear(count, cell, year) &&
      (count.place === null || cell.place.startsWith(place ?? "")) &&
      (count.organ === null || (organ ?? "") === "" || cell.organ === organ),
  );

/** The value as a query over all subjects would give it. */
function recomputed(definition: CountIndicator, subjects: readonly JsonObject[], question: Question) {
  const { where, measure } = queryOf(definition, question);
  const rows = subjects.filter((facts) => holds(where, facts));
  const sumOf = (values: readonly unknown[]) =>
    partsOf(
      values.map((value) => ({
        year: question.year,
        month: 1,
        place: "",
        organ: "",
        numerator: decimalOf(String(value)),
        denominator: decimalOf(0),
        records: 1,
        keys: [],
      })),
    ).numerator;
  switch (measure.kind) {
    case "count":
      return valueOf(definition, {
        numerator: decimalOf(rows.length),
        denominator: decimalOf(rows.length),
        distinct: 0,
      });
    case "sum":
    case "average":
      return valueOf(definition, {
        numerator: sumOf(rows.map((facts) => evaluate(measure.of, facts))),
        denominator: decimalOf(rows.length),
        distinct: 0,
      });
    case "distinct":
      return decimalOf(new Set(rows.map((facts) => evaluate(measure.fact, facts))).size);
    case "ratio":
      return valueOf(definition, {
        numerator: decimalOf(rows.filter((facts) => holds(measure.numerator, facts)).length),
        denominator: decimalOf(rows.filter((facts) => holds(measure.denominator, facts)).length),
        distinct: 0,
      });
  }
}

const HISTORIES = fc.array(fc.array(SUBJECT, { minLength: 1, maxLength: 3 }), { maxLength: 8 });

function differencesIn(count: Count, histories: readonly (readonly JsonObject[])[]): readonly Difference[] {
  return histories.flatMap((versions) =>
    versions.flatMap((facts, index) => {
      const before = versions[index - 1];
      return differenceOf(
        before === undefined ? null : contributionOf(count, before),
        contributionOf(count, facts),
      );
    }),
  );
}

test("folding the differences of any history gives what the query gives over the last facts", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), HISTORIES, QUESTION, (definition, histories, question) => {
      const cells = cellsOf(definition, differencesIn(definition, histories), question);
      const last = histories.flatMap((versions) => versions.slice(-1));
      expect(valueOf(definition, partsOf(cells))).toBe(recomputed(definition, last, question));
      const { where } = queryOf(definition, question);
      expect(cells.reduce((sum, { records }) => sum + records, 0)).toBe(
        last.filter((facts) => holds(where, facts)).length,
      );
    }),
    { numRuns: 400 },
  );
});

test("a coverage folded over any history has the keys and opens the subjects that its queries give", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(COVERAGE, coverage({ among: undefined })),
      HISTORIES,
      QUESTION,
      (definition, histories, question) => {
        const folded = { numerator: null, denominator: null, among: null } as Record<string, Keys | null>;
        const asked = { ...folded } as Record<string, ReadonlySet<unknown> | null>;
        const last = histories.flatMap((versions) => versions.slice(-1));
        for (const { side, count } of sidesOf(definition)) {
          const keys = new Map<string, number>();
          for (const { keys: of } of cellsOf(count, differencesIn(count, histories), question))
            for (const { key, references } of of) keys.set(key, (keys.get(key) ?? 0) + references);
          folded[side] = keys;
          const { where } = queryOf(count, question);
          const found = last.filter((facts) => holds(where, facts));
          asked[side] = new Set(found.map((facts) => evaluate(count.measure.fact, facts)));
        }
        const keys = coveredKeys(folded as Parameters<typeof coveredKeys>[0]);
        const wanted = [...(asked["denominator"] ?? [])].filter(
          (key) => asked["among"] === null || asked["among"]?.has(key) === true,
        );
        expect(keys.map(({ key }) => key).toSorted()).toEqual(wanted.toSorted());
        const covered = keys.filter(({ covering }) => covering > 0).map(({ key }) => key);
        expect(covered.toSorted()).toEqual(wanted.filter((key) => asked["numerator"]?.has(key)).toSorted());
        const sizes = {
          denominator: keys.reduce((sum, { records }) => sum + records, 0),
          numerator: keys.reduce((sum, { covering }) => sum + covering, 0),
          missing: keys.reduce((sum, { records, covering }) => sum + (covering === 0 ? records : 0), 0),
        };
        for (const part of COVERAGE_PARTS) {
          const opened = partOf(definition, part, keys);
          const { where } = queryOf(opened.count, question, opened.keys);
          expect(last.filter((facts) => holds(where, facts))).toHaveLength(sizes[part]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a subject that did not change makes no difference", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), SUBJECT, (definition, facts) => {
      const contribution = contributionOf(definition, facts);
      return differenceOf(contribution, contribution).length === 0;
    }),
  );
});
