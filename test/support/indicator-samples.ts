import { expectOk, type JsonObject } from "#kernel";
import {
  cellSums,
  parseIndicator,
  type Contribution,
  type CountIndicator,
  type Coverage,
  type Difference,
  type Indicator,
} from "#indicators";

export const BASE = {
  id: "granted",
  name: { zh: "食品经营许可发放数", en: "Food licences granted" },
  unit: { zh: "件", en: "licences" },
  owner: "market-regulation",
  definition: { zh: "本年准予的食品经营许可", en: "Food licences granted in the year" },
  kind: "flow",
  source: { cases: "food-licence" },
  filter: '= outcome = "granted"',
  date: "closedAt",
  measure: { count: true },
};
const parsed = (changes: object): Indicator => expectOk(parseIndicator({ ...BASE, ...changes }));
export function indicator(changes: object): CountIndicator {
  const read = parsed(changes);
  if (read.kind === "coverage") throw new Error("a coverage is no count");
  return read;
}
export const COUNT = indicator({});
export const SUM = indicator({ measure: { sum: "= fee / 100" } });
export const AVERAGE = indicator({ kind: "duration", measure: { average: "= ourDays" } });
export const DISTINCT = indicator({ measure: { distinct: "holder" } });
export const RATIO = indicator({
  kind: "ratio",
  unit: "%",
  filter: "true",
  measure: { ratio: { numerator: "onTime", denominator: "closedAt != null" } },
});
export const STOCK = indicator({ kind: "stock", until: "endedOn" });
export const ALL = [COUNT, SUM, AVERAGE, DISTINCT, RATIO, STOCK];

/** Holders that had something granted, of those that asked for something and were on time once. */
export const COVERAGE_RAW = {
  kind: "coverage",
  source: undefined,
  filter: undefined,
  date: undefined,
  measure: undefined,
  unit: "%",
  numerator: {
    name: { zh: "得到准予的", en: "granted" },
    source: { cases: "food-licence" },
    filter: '= outcome = "granted"',
    date: "closedAt",
    place: "division",
    key: "holder",
  },
  denominator: {
    name: { zh: "提出申请的", en: "asked" },
    kind: "stock",
    source: { cases: "*" },
    date: "closedAt",
    until: "endedOn",
    organ: "organ",
    key: "holder",
  },
  among: { source: { cases: "*" }, filter: "onTime = true", date: "closedAt", key: "holder" },
  missing: { zh: "没有得到的", en: "without" },
};
export function coverage(changes: object = {}): Coverage {
  const raw = Object.entries({ ...BASE, ...COVERAGE_RAW, ...changes });
  const read = expectOk(parseIndicator(Object.fromEntries(raw.filter(([, value]) => value !== undefined))));
  if (read.kind !== "coverage") throw new Error("no coverage");
  return read;
}
export const COVERAGE = coverage();

export const GRANTED: JsonObject = {
  outcome: "granted",
  closedAt: "2022-12-22T02:00:00.000Z",
  division: "210311102",
  ourDays: 3,
  fee: 1999,
  holder: "a",
  onTime: true,
};

/** The changes of counter cells that turn one contribution into another; nothing where they are equal. */
export function differenceOf(before: Contribution | null, after: Contribution | null): readonly Difference[] {
  const sums = cellSums();
  if (before !== null) sums.take(before);
  if (after !== null) sums.add(after);
  return sums.differences();
}
