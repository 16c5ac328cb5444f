import {
  decimalOf,
  sidesOf,
  valueOf,
  type Coverage,
  type CoveragePart,
  type CoveredKey,
  type Decimal,
  type Indicator,
  type KeyedCount,
} from "#indicators";
import { localDateOf, type Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { counterReader, type FindCounted } from "./counter-reader.ts";
import { printStandingKeys, readCounters, type Counted, type PeriodParts } from "./counters.ts";
import { readCoverageParts, readCoveredKeys, type CoverageParts, type PrintKeys } from "./coverage.ts";
import type { FigureQuestion } from "./figure-question.ts";
import { printRecountedKeys, recountFigure } from "./recount-figure.ts";

/** A figure: exact value (a quotient to eight places, null over nothing), its records, and its months. */
export type Figure = {
  readonly value: Decimal | null;
  /** How many records it counts: as many as `listFigureRecords` gives to the system; of a coverage its denominator's. */
  readonly records: number;
  /** Everything kept up to here is in it; asked again `asOf` this moment the figure is the same. */
  readonly asOf: Instant;
  /** January to December; for a stock what stood at the month's end. Null: no value, or not yet begun. */
  readonly months: readonly (Decimal | null)[];
  /** Of a coverage: how many keys each part has, and how many records stand behind them. */
  readonly parts: Readonly<Record<CoveragePart, PartSize>> | null;
};

export type PartSize = { readonly keys: number; readonly records: number };

/**
 * A figure of the whole district, whoever asks: counters and what is not folded yet, in one snapshot, so that
 * it is right directly after a commit.
 */
export async function readFigure(
  store: Store,
  context: StoreContext,
  indicator: Indicator,
  question: FigureQuestion,
): Promise<Figure> {
  const [figure] = await readFigures(store, context, [indicator], question);
  if (figure === undefined) throw new Error(`no figure for ${indicator.id}`);
  return figure;
}

/** Figures of one question, in the order of their indicators, all of one snapshot. */
export async function readFigures(
  store: Store,
  { district }: StoreContext,
  indicators: readonly Indicator[],
  question: FigureQuestion,
): Promise<readonly Figure[]> {
  return withContext(
    store.database,
    systemContext(district),
    async (sql) => {
      const asOf = question.asOf ?? (await latestMoment(sql, district, question.now));
      const find = await readerFor(sql, district, question);
      const figures: Figure[] = [];
      for (const indicator of indicators) {
        const periods = await periodsOf(sql, district, indicator, question, find);
        figures.push(figureOf(indicator, periods, asOf, question.year));
      }
      return figures;
    },
    { readOnly: true },
  );
}

/** The keys of a coverage's denominator in a year, each with what covers it. */
export async function readFigureKeys(
  store: Store,
  { district }: StoreContext,
  coverage: Coverage,
  question: FigureQuestion,
): Promise<readonly CoveredKey[]> {
  return withContext(
    store.database,
    systemContext(district),
    async (sql) => {
      const find = await readerFor(sql, district, question);
      return readCoveredKeys(sql, coverage, await keysPrinter(district, coverage, question, find));
    },
    { readOnly: true },
  );
}

/** Now, or the last entry's moment where it was kept by a clock that runs ahead. */
async function latestMoment(sql: Sql, district: string, now: Instant | undefined): Promise<Instant> {
  const [row] = await sql.query<{ at: Instant }>(
    `select greatest(coalesce($2::text::timestamptz, clock_timestamp()),
        (select at from entry where district = $1 order by epoch desc, xid desc, position desc limit 1)) as at`,
    [district, now ?? null],
  );
  if (row === undefined) throw new Error("the database tells no time");
  return row.at;
}

/** What was known at a moment no counters tell. */
function readerFor(sql: Sql, district: string, { asOf }: FigureQuestion): Promise<FindCounted> {
  return asOf === undefined
    ? counterReader(sql, district)
    : Promise.resolve(async (): Promise<undefined> => undefined);
}

type Period = PeriodParts & { readonly coverage?: CoverageParts };

async function periodsOf(
  sql: Sql,
  district: string,
  indicator: Indicator,
  question: FigureQuestion,
  find: FindCounted,
): Promise<readonly Period[]> {
  if (indicator.kind !== "coverage") {
    const counted = await find(indicator);
    return counted === undefined
      ? recountFigure(sql, district, indicator, question)
      : readCounters(sql, counted, question);
  }
  const print = await keysPrinter(district, indicator, question, find);
  return (await readCoverageParts(sql, indicator, print)).map((coverage) => ({
    month: coverage.month,
    numerator: String(coverage.numerator),
    denominator: String(coverage.denominator),
    distinct: 0,
    records: coverage.records,
    coverage,
  }));
}

/** Prints each side's keys from its counters, or from the facts where it has none. */
export async function keysPrinter(
  district: string,
  coverage: Coverage,
  question: FigureQuestion,
  find: FindCounted,
): Promise<PrintKeys> {
  const known = new Map<KeyedCount, Counted>();
  for (const { count } of sidesOf(coverage)) {
    const counted = await find(count);
    if (counted !== undefined) known.set(count, counted);
  }
  return (count, put) => {
    const counted = known.get(count);
    return counted === undefined
      ? printRecountedKeys(district, count, question, put)
      : printStandingKeys(counted, question, put);
  };
}

function figureOf(indicator: Indicator, periods: readonly Period[], asOf: Instant, year: number): Figure {
  const [whole, ...months] = periods;
  if (whole === undefined) throw new Error(`${indicator.id} was read without its year`);
  const today = localDateOf(asOf);
  const isAhead = (month: number): boolean => `${year}-${String(month).padStart(2, "0")}-01` > today;
  return {
    value: valueIn(indicator, whole),
    records: whole.records,
    asOf,
    months: months.map((parts, index) =>
      isAhead(parts.month) && isQuiet(indicator, parts, months[index - 1]) ? null : valueIn(indicator, parts),
    ),
    parts: whole.coverage === undefined ? null : sizesOf(whole.coverage),
  };
}

function sizesOf(coverage: CoverageParts): Readonly<Record<CoveragePart, PartSize>> {
  const { denominator, numerator, records, covering, missing } = coverage;
  return {
    denominator: { keys: denominator, records },
    numerator: { keys: numerator, records: covering },
    missing: { keys: denominator - numerator, records: missing },
  };
}

/** A period's value from its sums. */
export function valueIn(
  indicator: Indicator,
  { numerator, denominator, distinct }: Omit<PeriodParts, "month">,
): Decimal | null {
  return valueOf(indicator, {
    numerator: decimalOf(numerator),
    denominator: decimalOf(denominator),
    distinct,
  });
}

/** A month that has not begun is a gap in the trend, unless something is dated ahead into it. */
function isQuiet(indicator: Indicator, parts: PeriodParts, before: PeriodParts | undefined): boolean {
  if (!isStock(indicator)) return parts.records === 0;
  return (
    before === undefined ||
    (parts.records === before.records && valueIn(indicator, parts) === valueIn(indicator, before))
  );
}

const isStock = (indicator: Indicator): boolean =>
  (indicator.kind === "coverage" ? indicator.denominator : indicator).kind === "stock";
