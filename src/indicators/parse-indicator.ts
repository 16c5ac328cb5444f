import { err, isJsonObject, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";
import { TRUE, type Expression, type ValueType } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Indicator, IndicatorKind, IndicatorSource, Measure } from "./types.ts";

type Raw = Readonly<Record<string, unknown>>;
type Reading = { readonly id: string; readonly raw: Raw; readonly faults: Problem[] };

const KEYS = "id name unit owner definition kind source filter date until place measure decimals".split(" ");
const KINDS: readonly IndicatorKind[] = ["flow", "stock", "ratio", "duration"];

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
 *     measure: { count: true }                # sum, average, distinct, ratio: { numerator, denominator }
 *     decimals: 1                             # optional
 *
 * `until` (stocks only) names the fact from whose day on a subject no longer stands. Errors: all faults
 * found, each with `details.place`; INDICATOR_INVALID and the codes of expressions.
 */
export function parseIndicator(raw: unknown): Result<Indicator, readonly Problem[]> {
  if (!isJsonObject(raw)) return err([invalid("?", "indicator", "应为对象", "it must be an object")]);
  const reading: Reading = { id: typeof raw["id"] === "string" ? raw["id"] : "?", raw, faults: [] };
  for (const key of Object.keys(raw)) {
    if (!KEYS.includes(key)) fault(reading, key, "不是已知的项", "there is no such item");
  }
  const kind = readKind(reading);
  const measure = readMeasure(reading);
  const indicator: Indicator = {
    id: readText(reading, "id"),
    name: readBilingual(reading, "name"),
    unit: readBilingual(reading, "unit"),
    owner: readText(reading, "owner"),
    definition: readBilingual(reading, "definition"),
    kind,
    source: readSource(reading),
    filter: raw["filter"] === undefined ? TRUE : readExpression(reading, raw["filter"], "filter", "boolean"),
    date: readText(reading, "date"),
    until: raw["until"] === undefined ? null : readText(reading, "until"),
    place: raw["place"] === undefined ? "division" : readText(reading, "place"),
    measure,
    decimals: readDecimals(reading, measure),
  };
  checkKind(reading, indicator);
  return reading.faults.length === 0 ? ok(indicator) : err(reading.faults);
}

const invalid = (id: string, place: string, detailZh: string, detailEn: string): Problem =>
  problem("INDICATOR_INVALID", { id, place, detailZh, detailEn }, { id, place });

function fault({ id, faults }: Reading, place: string, detailZh: string, detailEn: string): void {
  faults.push(invalid(id, place, detailZh, detailEn));
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

function readKind(reading: Reading): IndicatorKind {
  const kind = KINDS.find((each) => each === reading.raw["kind"]);
  if (kind === undefined)
    fault(reading, "kind", `应为 ${KINDS.join("、")} 之一`, `it must be one of ${KINDS.join(", ")}`);
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
  const parsed = parseExpression(raw, type, { id: reading.id, place });
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

function readDecimals(reading: Reading, measure: Measure): number {
  const value = reading.raw["decimals"];
  if (value === undefined) return measure.kind === "ratio" || measure.kind === "average" ? 1 : 0;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 6) return value;
  fault(reading, "decimals", "应为0到6的整数", "it must be an integer from 0 to 6");
  return 0;
}

function checkKind(reading: Reading, { kind, measure, until }: Indicator): void {
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
