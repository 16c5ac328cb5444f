import type { Decimal, Indicator } from "#indicators";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { counterReader, type FindCounted } from "./counter-reader.ts";
import { readOrganCounters } from "./counters.ts";
import { readCoverageParts } from "./coverage.ts";
import type { FigureQuestion } from "./figure-question.ts";
import { keysPrinter, valueIn } from "./read-figures.ts";
import { recountByOrgan } from "./recount-figure.ts";

/** One organ's figure of a year. */
export type OrganFigure = { readonly value: Decimal | null; readonly records: number };

/**
 * An indicator's figures of a year for organs side by side, by the same definition as the district's and of one
 * snapshot with each other. An organ without anything counted has a figure too: 0, or null over nothing.
 */
export async function readOrganFigures(
  store: Store,
  { district }: StoreContext,
  indicators: readonly Indicator[],
  organs: readonly string[],
  question: Omit<FigureQuestion, "organ" | "asOf">,
): Promise<ReadonlyMap<string, readonly OrganFigure[]>> {
  return withContext(
    store.database,
    systemContext(district),
    async (sql) => {
      const find = await counterReader(sql, district);
      const figures = new Map<string, OrganFigure[]>(organs.map((organ) => [organ, []]));
      for (const indicator of indicators) {
        const of = await figuresOf(sql, district, indicator, organs, question, find);
        for (const [organ, list] of figures) list.push(of.get(organ) ?? nothing(indicator));
      }
      return figures;
    },
    { readOnly: true },
  );
}

const nothing = (indicator: Indicator): OrganFigure => ({
  value: valueIn(indicator, { numerator: "0", denominator: "0", distinct: 0, records: 0 }),
  records: 0,
});

async function figuresOf(
  sql: Sql,
  district: string,
  indicator: Indicator,
  organs: readonly string[],
  question: FigureQuestion,
  find: FindCounted,
): Promise<ReadonlyMap<string, OrganFigure>> {
  if (indicator.kind !== "coverage") {
    const counted = await find(indicator);
    const rows = await (counted === undefined
      ? recountByOrgan(sql, district, indicator, question)
      : readOrganCounters(sql, counted, question));
    return new Map(
      rows.map((parts) => [parts.organ, { value: valueIn(indicator, parts), records: parts.records }]),
    );
  }
  // Sets may name their organ or not, so each organ is asked for itself; keys are few where sets are folded.
  const figures = new Map<string, OrganFigure>();
  for (const organ of organs) {
    const print = await keysPrinter(district, indicator, { ...question, organ }, find);
    const [whole] = await readCoverageParts(sql, indicator, print);
    if (whole === undefined) continue;
    const { numerator, denominator, records } = whole;
    const sums = { numerator: String(numerator), denominator: String(denominator), distinct: 0, records };
    figures.set(organ, { value: valueIn(indicator, sums), records });
  }
  return figures;
}
