import {
  contributionOf,
  evaluate,
  factsIn,
  formatValue,
  type Contribution,
  type CountIndicator,
  type CoveragePart,
  type CoveredKey,
  type KeyedCount,
} from "#indicators";
import type { Bilingual, JsonObject } from "#kernel";

/** What the records of a coverage's part are to it, in words, by the keys of its denominator. */
export function coveredPart(
  { measure }: KeyedCount,
  part: CoveragePart,
  keys: readonly CoveredKey[],
): (facts: JsonObject) => Bilingual {
  if (part === "numerator")
    return () => ({
      zh: "计入分子，相同的只计一次",
      en: "in the numerator, once together with all of the same key",
    });
  const covered = new Set(keys.filter(({ covering }) => covering > 0).map(({ key }) => key));
  return (facts) => {
    const key = evaluate(measure.fact, facts);
    return typeof key === "string" && covered.has(key)
      ? { zh: "计入分母，也计入分子", en: "in the denominator and in the numerator" }
      : { zh: "计入分母，不计入分子", en: "in the denominator, not in the numerator" };
  };
}

/** A record's part in a figure, in words. */
export function recordPart(indicator: CountIndicator, facts: JsonObject): Bilingual {
  const contribution = contributionOf(indicator, facts);
  if (contribution === null) return { zh: "不计入", en: "not counted" };
  const { measure, unit } = indicator;
  switch (measure.kind) {
    case "count":
      return { zh: `计1${unit.zh}`, en: "counts 1" };
    case "sum":
      return amount(indicator, contribution, { zh: "计", en: "adds" });
    case "average":
      return indicator.kind === "duration"
        ? amount(indicator, contribution, { zh: "用时", en: "took" })
        : amount(indicator, contribution, { zh: "取值", en: "value" });
    case "distinct":
      return { zh: "计1次，相同的只计一次", en: "counts once together with all of the same key" };
    case "ratio":
      return side(contribution, factsIn(measure.numerator).includes("onTime"));
  }
}

function amount(indicator: CountIndicator, { numerator }: Contribution, word: Bilingual): Bilingual {
  // Only as many decimals as the amount has: 6个工作日, not 6.0.
  const value = formatValue(indicator, numerator).replace(/\.0+$/, "");
  const { zh, en } = indicator.unit;
  const counted = /^(工作日|自然日|小时|月)$/.test(zh) ? `个${zh}` : zh;
  const one = value === "1" ? en.replace(/s$/, "") : en;
  return { zh: `${word.zh}${value}${counted}`, en: `${word.en} ${value} ${one}` };
}

function side({ numerator, denominator }: Contribution, isOnTime: boolean): Bilingual {
  const [above, below] = [numerator !== "0", denominator !== "0"];
  if (!below) return { zh: "只计入分子", en: "in the numerator only" };
  if (isOnTime) {
    return above
      ? { zh: "计入分母；按期，计入分子", en: "in the denominator; on time, so in the numerator" }
      : { zh: "计入分母；未按期", en: "in the denominator; not on time" };
  }
  return above
    ? { zh: "计入分母，也计入分子", en: "in the denominator and in the numerator" }
    : { zh: "计入分母，不计入分子", en: "in the denominator, not in the numerator" };
}
