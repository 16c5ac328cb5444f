import { expect, test } from "vitest";
import { parseIndicator, type CountIndicator } from "#indicators";
import { expectOk, type JsonObject } from "#kernel";
import { recordPart } from "./record-part.ts";

function indicator(changes: object): CountIndicator {
  const read = expectOk(
    parseIndicator({
      id: "i",
      name: { zh: "数", en: "n" },
      unit: { zh: "件", en: "cases" },
      owner: "o",
      definition: { zh: "数", en: "n" },
      kind: "flow",
      source: { cases: "*" },
      date: "closedAt",
      measure: { count: true },
      ...changes,
    }),
  );
  if (read.kind === "coverage") throw new Error("a coverage is no count");
  return read;
}
const FACTS: JsonObject = { closedAt: "2022-03-01", ourDays: 6, fee: "12.50", onTime: true, big: false };
const DAYS = { unit: { zh: "工作日", en: "working days" }, kind: "duration", decimals: 1 };
const rate = (numerator: string) =>
  indicator({ kind: "ratio", unit: "%", measure: { ratio: { numerator, denominator: "ourDays > 5" } } });

test.each<[string, CountIndicator, JsonObject, { zh: string; en: string }]>([
  ["one of a count", indicator({}), FACTS, { zh: "计1件", en: "counts 1" }],
  [
    "working days in whole numbers",
    indicator({ ...DAYS, measure: { average: "ourDays" } }),
    FACTS,
    { zh: "用时6个工作日", en: "took 6 working days" },
  ],
  [
    "one working day",
    indicator({ ...DAYS, measure: { average: "ourDays" } }),
    { ...FACTS, ourDays: 1 },
    { zh: "用时1个工作日", en: "took 1 working day" },
  ],
  [
    "an amount with its decimals",
    indicator({ unit: { zh: "万元", en: "10k yuan" }, decimals: 2, measure: { sum: "fee" } }),
    FACTS,
    { zh: "计12.50万元", en: "adds 12.50 10k yuan" },
  ],
  [
    "on time",
    rate("onTime = true"),
    FACTS,
    { zh: "计入分母；按期，计入分子", en: "in the denominator; on time, so in the numerator" },
  ],
  [
    "late",
    rate("onTime = true"),
    { ...FACTS, onTime: false },
    { zh: "计入分母；未按期", en: "in the denominator; not on time" },
  ],
  [
    "the denominator of another ratio",
    rate("big = true"),
    FACTS,
    { zh: "计入分母，不计入分子", en: "in the denominator, not in the numerator" },
  ],
])("says %s", (_, definition, facts, words) => {
  expect(recordPart(definition, facts)).toEqual(words);
});
