import { err, isJsonObject, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";
import { TRUE, type Expression, type ValueType } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import type {
  Count,
  CountKind,
  Coverage,
  CoverageSide,
  Indicator,
  IndicatorSource,
  KeyedCount,
  Measure,
  Shown,
} from "./types.ts";

type Raw = Readonly<Record<string, unknown>>;
type Reading = {
  readonly id: string;
  readonly raw: Raw;
  /** Before the name of an item, where it stands within another. */
  readonly at: string;
  readonly faults: Problem[];
};

const SHOWN = "id name unit owner definition kind decimals".split(" ");
const SET = "source filter date until place organ".split(" ");
const OF_COUNT = [...SHOWN, ...SET, "measure"];
const OF_COVERAGE = [...SHOWN, "numerator", "denominator", "among", "missing"];
const OF_SIDE = [...SET, "name", "kind", "key"];
const KINDS: readonly CountKind[] = ["flow", "stock", "ratio", "duration"];
const SIDE_KINDS: readonly CountKind[] = ["flow", "stock"];

/**
 * Reads a definition as YAML gives it:
 *
 *     id: food-licences-granted
 *     name: { zh: 食品经营许可发放数, en: Food licences granted }
 *     unit: { zh: 件, en: licences }          # a plain text serves both languages
 *     owner: market-regulation
 *     definition: { zh: …, en: … }
 *     kind: flow                              # stock, ratio, duration
 *     source: { cases: food-licence }         # or { register: enterprises }; cases: "*" for all
 *     filter: = outcome = "granted"           # optional
 *     date: closedAt
 *     place: division                         # optional
 *     organ: organ                            # optional
 *     measure: { count: true }                # sum, average, distinct, ratio: { numerator, denominator }
 *     decimals: 1                             # optional
 *
 * `until` (stocks only) names the fact from whose day on a subject no longer stands.
 *
 * A coverage has, instead of source to measure, two sets or three, and a name for what is not covered:
 *
 *     kind: coverage
 *     denominator:
 *       name: { zh: 应当有电子印章的机关, en: Organs that must have a seal }
 *       kind: stock                           # or flow, as without it
 *       source: { register: organ }
 *       filter: = sealRequired = true         # optional
 *       date: validFrom
 *       place: division                       # optional: without it the set is never narrowed to a place,
 *       organ: organ                          #           nor to an organ
 *       key: = id
 *     numerator: …                            # the same; of its keys those of the denominator count
 *     among: …                                # optional, without a name: keys must stand here too
 *     missing: { zh: 还没有电子印章的机关, en: Organs without one }
 *
 * Errors: all faults found, each with `details.place`; INDICATOR_INVALID and the codes of expressions.
 */
export function parseIndicator(raw: unknown): Result<Indicator, readonly Problem[]> {
  if (!isJsonObject(raw)) return err([invalid("?", "indicator", "应为对象", "it must be an object")]);
  const id = typeof raw["id"] === "string" ? raw["id"] : "?";
  const reading: Reading = { id, raw, at: "", faults: [] };
  const indicator = raw["kind"] === "coverage" ? readCoverage(reading) : readCountIndicator(reading);
  return reading.faults.length === 0 ? ok(indicator) : err(reading.faults);
}

function checkKeys(reading: Reading, known: readonly string[]): void {
  for (const key of Object.keys(reading.raw)) {
    if (!known.includes(key)) fault(reading, key, "不是已知的项", "there is no such item");
  }
}

function readCountIndicator(reading: Reading): Indicator {
  checkKeys(reading, OF_COUNT);
  const kind = readKind(reading, KINDS);
  const measure = readMeasure(reading);
  const shown = readShown(reading, measure.kind === "ratio" || measure.kind === "average" ? 1 : 0);
  const count: Count = {
    ...readSet(reading, kind, measure),
    id: shown.id,
    place: readNamed(reading, "place") ?? "division",
    organ: readNamed(reading, "organ") ?? "organ",
  };
  checkKind(reading, count);
  return { ...shown, ...count };
}

function readCoverage(reading: Reading): Coverage {
  checkKeys(reading, OF_COVERAGE);
  const { raw } = reading;
  const shown = readShown(reading, 1);
  const numerator = readSide(reading, "numerator");
  const denominator = readSide(reading, "denominator");
  return {
    ...shown,
    kind: "coverage",
    numerator: numerator.count,
    denominator: denominator.count,
    among: raw["among"] === undefined ? null : readSide(reading, "among").count,
    parts: {
      numerator: numerator.name,
      denominator: denominator.name,
      missing: readBilingual(reading, "missing"),
    },
  };
}

/** One set of a coverage: its keys are told apart, and it is narrowed only to what it names. */
function readSide(
  { id, raw, faults }: Reading,
  side: CoverageSide,
): { readonly count: KeyedCount; readonly name: Bilingual } {
  const given = raw[side];
  const reading: Reading = { id, raw: isJsonObject(given) ? given : {}, at: `${side}.`, faults };
  checkKeys(reading, OF_SIDE);
  const kind = reading.raw["kind"] === undefined ? "flow" : readKind(reading, SIDE_KINDS);
  const fact = readExpression(reading, reading.raw["key"], "key", "string");
  const measure = { kind: "distinct", fact } as const;
  const count = { ...readSet(reading, kind, measure), id: `${id}/${side}`, measure };
  checkKind(reading, count);
  return { count, name: side === "among" ? { zh: "", en: "" } : readBilingual(reading, "name") };
}

function readShown(reading: Reading, decimals: number): Shown {
  return {
    id: readText(reading, "id"),
    name: readBilingual(reading, "name"),
    unit: readBilingual(reading, "unit"),
    owner: readText(reading, "owner"),
    definition: readBilingual(reading, "definition"),
    decimals: readDecimals(reading, decimals),
  };
}

function readSet(reading: Reading, kind: CountKind, measure: Measure): Omit<Count, "id"> {
  const filter = reading.raw["filter"];
  return {
    kind,
    source: readSource(reading),
    filter: filter === undefined ? TRUE : readExpression(reading, filter, "filter", "boolean"),
    date: readText(reading, "date"),
    until: readNamed(reading, "until"),
    place: readNamed(reading, "place"),
    organ: readNamed(reading, "organ"),
    measure,
  };
}

/** The name of a fact that need not be given. */
const readNamed = (reading: Reading, key: string): string | null =>
  reading.raw[key] === undefined ? null : readText(reading, key);

const invalid = (id: string, place: string, detailZh: string, detailEn: string): Problem =>
  problem("INDICATOR_INVALID", { id, place, detailZh, detailEn }, { id, place });

function fault({ id, at, faults }: Reading, place: string, detailZh: string, detailEn: string): void {
  faults.push(invalid(id, `${at}${place}`, detailZh, detailEn));
}

function readText(reading: Reading, key: string): string {
  const value = reading.raw[key];
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  fault(reading, key, "缺少文字", "a text is missing");
  return "";
}

function readBilingual(reading: Reading, key: string): Bilingual {
  const value = reading.raw[key];
  if (typeof value === "string" && value !== "" && key === "unit") return { zh: value, en: value };
  const [zh, en] = isJsonObject(value) ? [value["zh"], value["en"]] : [];
  if (typeof zh === "string" && typeof en === "string" && zh !== "" && en !== "") return { zh, en };
  fault(reading, key, "应有中文 zh 和英文 en", "it needs zh and en");
  return { zh: "", en: "" };
}

function readKind(reading: Reading, kinds: readonly CountKind[]): CountKind {
  const kind = kinds.find((each) => each === reading.raw["kind"]);
  const all = [...kinds, ...(kinds === KINDS ? ["coverage"] : [])];
  if (kind === undefined)
    fault(reading, "kind", `应为 ${all.join("、")} 之一`, `it must be one of ${all.join(", ")}`);
  return kind ?? "flow";
}

function readSource(reading: Reading): IndicatorSource {
  const value = reading.raw["source"];
  const [[kind, name] = [], ...more] = isJsonObject(value) ? Object.entries(value) : [];
  if (more.length === 0 && typeof name === "string" && name !== "") {
    if (kind === "register") return { kind, register: name };
    if (kind === "cases") return { kind, matter: name };
  }
  fault(reading, "source", "应为 register 或 cases 之一", "it must be register or cases");
  return { kind: "cases", matter: "*" };
}

function readExpression(reading: Reading, raw: unknown, place: string, type: ValueType): Expression {
  if (typeof raw !== "string" || raw.trim() === "") {
    fault(reading, place, "应为表达式", "it must be an expression");
    return TRUE;
  }
  const parsed = parseExpression(raw, type, { id: reading.id, place: `${reading.at}${place}` });
  if (parsed.ok) return parsed.value;
  reading.faults.push(parsed.error);
  return TRUE;
}

function readMeasure(reading: Reading): Measure {
  const value = reading.raw["measure"];
  const [[kind, of] = [], ...more] = isJsonObject(value) ? Object.entries(value) : [];
  if (more.length === 0) {
    if (kind === "count" && of === true) return { kind };
    if (kind === "sum" || kind === "average") {
      return { kind, of: readExpression(reading, of, `measure.${kind}`, "number") };
    }
    if (kind === "distinct") return { kind, fact: readExpression(reading, of, "measure.distinct", "string") };
    if (kind === "ratio" && isJsonObject(of)) return readRatio(reading, of);
  }
  fault(
    reading,
    "measure",
    "应为 count: true、sum、average、distinct 或 ratio 之一",
    "it must be one of count: true, sum, average, distinct, ratio",
  );
  return { kind: "count" };
}

function readRatio(reading: Reading, { numerator, denominator }: Raw): Measure {
  return {
    kind: "ratio",
    numerator: readExpression(reading, numerator, "measure.ratio.numerator", "boolean"),
    denominator: readExpression(reading, denominator, "measure.ratio.denominator", "boolean"),
  };
}

function readDecimals(reading: Reading, usual: number): number {
  const value = reading.raw["decimals"];
  if (value === undefined) return usual;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 6) return value;
  fault(reading, "decimals", "应为0到6的整数", "it must be an integer from 0 to 6");
  return 0;
}

function checkKind(reading: Reading, { kind, measure, until }: Omit<Count, "id">): void {
  if (until !== null && kind !== "stock") {
    fault(reading, "until", "只有存量指标可以写 until", "only a stock may have until");
  }
  if ((kind === "ratio") !== (measure.kind === "ratio")) {
    fault(
      reading,
      "measure",
      "比率指标须用 ratio 计量，其他指标不能用",
      "a ratio is measured by ratio, and nothing else is",
    );
  }
}
