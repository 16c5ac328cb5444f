import * as fc from "fast-check";
import type { CaseHead } from "#cases";
import { parseIndicator, type CountIndicator, type Coverage, type Indicator } from "#indicators";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import { caseFacts, recordFacts } from "../ledger/facts.ts";
import type { Store } from "../store.ts";
import { commitOf, DISTRICT, sampleCase, sampleHead, sampleRecord } from "../samples.ts";

const SYSTEM = systemContext(DISTRICT);
const BASE = {
  id: "granted",
  name: { zh: "甲", en: "A" },
  unit: { zh: "件", en: "cases" },
  owner: "market-regulation",
  definition: { zh: "甲", en: "A" },
  kind: "flow",
  source: { cases: "food-licence" },
  date: "closedAt",
  measure: { count: true },
};
/** An indicator of cases that counts them by the day they were closed, changed as told. */
export function indicator(id: string, changes: object): CountIndicator {
  const read = expectOk(parseIndicator({ ...BASE, id, ...changes }));
  if (read.kind === "coverage") throw new Error(`${id} is a coverage`);
  return read;
}

/** A coverage of two sets or three, each said without its name. */
export function coverage(
  id: string,
  {
    numerator,
    denominator,
    among,
  }: Readonly<Record<"numerator" | "denominator", object>> & { among?: object },
): Coverage {
  const { name, unit, owner, definition } = BASE;
  const read = expectOk(
    parseIndicator({
      id,
      name,
      unit,
      owner,
      definition,
      kind: "coverage",
      missing: name,
      numerator: { name, ...numerator },
      denominator: { name, ...denominator },
      ...(among === undefined ? {} : { among }),
    }),
  );
  if (read.kind !== "coverage") throw new Error(`${id} is no coverage`);
  return read;
}

/** Sets of records over sets of cases, stocks and flows, narrowed to places and organs or not. */
const COVERAGES: readonly Coverage[] = [
  coverage("covered", {
    numerator: {
      source: { cases: "*" },
      filter: 'outcome = "granted"',
      date: "closedAt",
      place: "division",
      key: "holder",
    },
    denominator: {
      kind: "stock",
      source: { register: "certificates" },
      date: "issuedOn",
      until: "endedOn",
      organ: "organ",
      key: "title",
    },
  }),
  coverage("covered-among", {
    numerator: {
      kind: "stock",
      source: { register: "certificates" },
      date: "validFrom",
      organ: "organ",
      key: "title",
    },
    denominator: {
      source: { cases: "food-licence" },
      date: "receivedAt",
      place: "division",
      organ: "organ",
      key: "holder",
    },
    among: {
      source: { register: "certificates" },
      filter: 'status = "valid"',
      date: "issuedOn",
      place: "division",
      key: "title",
    },
  }),
];

/** Every measure and kind, over cases and records, with every operator. */
export const INDICATORS: readonly Indicator[] = [
  ...COVERAGES,
  indicator("granted", { filter: '= outcome = "granted"' }),
  indicator("received", { source: { cases: "*" }, date: "receivedAt", measure: { distinct: "holder" } }),
  indicator("days", { kind: "duration", filter: "outcome != null", measure: { average: "= ourDays" } }),
  indicator("on-time", {
    kind: "ratio",
    unit: "%",
    measure: { ratio: { numerator: "onTime = true", denominator: "closedAt != null and ourDays >= 2" } },
  }),
  indicator("fees", {
    measure: { sum: "fee / 100 + 1" },
    filter: 'not(holder in ["a", "乙"]) and fee < 1e6',
  }),
  indicator("open", { kind: "stock", date: "receivedAt", until: "closedAt", source: { cases: "*" } }),
  indicator("places", {
    kind: "stock",
    source: { register: "certificates" },
    date: "issuedOn",
    until: "endedOn",
    measure: { distinct: "detail.holder" },
  }),
  indicator("valid", {
    source: { register: "certificates" },
    filter:
      'status = "valid" and starts with(title, "食") or at > date and time("2022-06-01T00:00:00+08:00")',
    date: "validFrom",
  }),
  indicator("area", {
    source: { register: "case" },
    date: "issuedOn",
    place: "detail.place",
    filter: 'title > "ｘ" or detail = null or date(at) between date("2022-01-01") and date("2022-12-31")',
    measure: { sum: "area" },
  }),
];

const MOMENT = fc.constantFrom(
  "2021-12-31T15:59:59.999Z",
  "2021-12-31T16:00:00.000Z",
  "2022-02-28T00:00:00.000Z",
  "2022-12-31T16:00:00.000Z",
  "2022-07-01T01:00:00.000Z",
) as fc.Arbitrary<Instant>;
const DAY: fc.Arbitrary<Json> = fc.constantFrom(
  "2021-05-01",
  "2022-01-01",
  "2022-12-31",
  "2022-13-01",
  "2022-02-30",
  "2022-02-30T00:00:00Z",
  "2022-02-28T23:59:60Z",
  "2021-12-31T23:30:00.123456-01:00",
  "1986-06-01T23:30:00+08:00",
  "0000-01-01T00:00:00Z",
  "2023-02-03T08:00:00+08:00",
  20220101,
  null,
);
const TEXT: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom("a", "乙", "食品", "𠀀", "ｘ", "�", "", "12.50", "-0.0", null, true),
  fc.integer({ min: -3, max: 3 }),
);
const NUMBER: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0),
  fc.constantFrom("12.50", "0.1", "1e3", " 7", "١", 5e-324, 1e300, null, "x"),
);
const PLACE = fc.constantFrom("210311102200", "210311102", "210311006", "210311102201");
/** Of the samples' organs, and one that works beside them. */
const ORGAN = fc.constantFrom("market-regulation", "health");

const FACTS: fc.Arbitrary<JsonObject> = fc.record(
  {
    ourDays: NUMBER,
    fee: NUMBER,
    holder: TEXT,
    onTime: fc.constantFrom<Json>(true, false, null, "true"),
    closedAt: fc.constant("2022-03-03"),
  },
  { requiredKeys: [] },
);
const HEAD: fc.Arbitrary<Partial<CaseHead>> = fc.record({
  facts: FACTS,
  matter: fc.constantFrom("food-licence", "other"),
  outcome: fc.constantFrom("granted", "refused", null),
  division: PLACE,
  organ: ORGAN,
  receivedAt: MOMENT,
  closedAt: fc.option(MOMENT, { nil: null }),
});
const DATA: fc.Arbitrary<JsonObject> = fc.record(
  {
    issuedOn: DAY,
    endedOn: DAY,
    at: DAY,
    title: TEXT,
    area: NUMBER,
    detail: fc.oneof(fc.record({ holder: TEXT, place: PLACE }), fc.constant([{ holder: "a" }]), TEXT),
  },
  { requiredKeys: [] },
);
const RECORD = fc.record({
  data: DATA,
  division: PLACE,
  organ: ORGAN,
  status: fc.constantFrom("valid", "lapsed"),
  validFrom: MOMENT,
});

type Version =
  | { readonly kind: "case"; readonly head: Partial<CaseHead> }
  | {
      readonly kind: "record";
      readonly record: {
        readonly data: JsonObject;
        readonly division: string;
        readonly organ: string;
        readonly status: string;
        readonly validFrom: Instant;
      };
    };
export type Step = { readonly subject: number; readonly version: Version };

const SUBJECTS = 5;
/** A history: which subject takes which facts next. Texts, days and numbers include those that read as null. */
export const STEPS: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(fc.nat({ max: SUBJECTS - 1 }), HEAD, RECORD).map(([subject, head, record]): Step => ({
    subject,
    // The first two subjects are cases; one register has the name that cases have in fact_version.
    version: subject < 2 ? { kind: "case", head } : { kind: "record", record },
  })),
  { minLength: 1, maxLength: 10 },
);

/** Every subject's facts, version by version, as this process knows them. */
export type Memory = Map<string, { readonly source: string; readonly versions: JsonObject[] }>;

const registerOf = (subject: number): string => (subject === 2 ? "case" : "certificates");

/** Commits a step and remembers it; `run` keeps the subjects of one history apart from another. */
export async function keep(store: Store, memory: Memory, step: Step, run: number): Promise<void> {
  const id = `s${run}-${step.subject}`;
  const name = step.version.kind === "case" ? id : `record:${registerOf(step.subject)}:${id}`;
  const known = memory.get(name) ?? { source: "", versions: [] };
  const expected = known.versions.length;
  if (step.version.kind === "case") {
    const head = sampleHead(id, step.version.head);
    expectOk(
      await store.cases.apply(SYSTEM, commitOf([sampleCase(id, expected, { head })]), await hashes(store)),
    );
    memory.set(name, { source: "case", versions: [...known.versions, caseFacts(id, head)] });
    return;
  }
  const change = sampleRecord(id, expected, { ...step.version.record, register: registerOf(step.subject) });
  expectOk(await store.cases.apply(SYSTEM, commitOf([change]), await hashes(store)));
  memory.set(name, {
    source: registerOf(step.subject),
    versions: [...known.versions, recordFacts(change.record)],
  });
}

async function hashes(store: Store): Promise<ReadonlyMap<string, string>> {
  const rows = await withContext(store.database, SYSTEM, (sql) =>
    sql.last<{ subject: string; hash: string }>(
      `select distinct on (subject) subject, encode(hash, 'hex') as hash from entry order by subject, seq desc`,
    ),
  );
  return new Map(rows.map(({ subject, hash }) => [subject, hash]));
}
