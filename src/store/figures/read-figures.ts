import {
  decimalOf,
  valueOf,
  type Decimal,
  type Difference,
  type Indicator,
  type Question,
} from "#indicators";
import { localDateOf, type Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Sql } from "../database/database.ts";
import type { LedgerCursor } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { readCounters, type PeriodParts } from "./counters.ts";
import { definitionHash } from "./definition.ts";
import { differencesOf, factChangesAfter, type FactChange } from "./fact-changes.ts";
import type { FigureQuestion } from "./figure-question.ts";
import { findFolds, foldKey } from "./folds.ts";
import { recountFigure } from "./recount-figure.ts";

/** A figure: exact value (a quotient to eight places, null over nothing), its records, and its months. */
export type Figure = {
  readonly value: Decimal | null;
  /** How many records it counts: as many as `listFigureRecords` gives to the system. */
  readonly records: number;
  /** Everything kept up to here is in it; asked again `asOf` this moment the figure is the same. */
  readonly asOf: Instant;
  /** January to December; for a stock what stood at the month's end. Null: no value, or not yet begun. */
  readonly months: readonly (Decimal | null)[];
};

/** Past this many unfolded entries counting anew is cheaper than adding them to every figure. */
const LONGEST_TAIL = 2_000;

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
      const read = question.asOf === undefined ? await readerOf(sql, district) : undefined;
      const figures: Figure[] = [];
      for (const indicator of indicators) {
        const periods =
          (await read?.(indicator, question)) ?? (await recountFigure(sql, district, indicator, question));
        figures.push(figureOf(indicator, periods, asOf, question.year));
      }
      return figures;
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

type Read = (indicator: Indicator, question: Question) => Promise<readonly PeriodParts[] | undefined>;

/** Reads counters and tail; answers nothing where there are no counters yet or the tail is too long. */
async function readerOf(sql: Sql, district: string): Promise<Read> {
  const folds = await findFolds(sql, district);
  const tails = new Map<string, readonly FactChange[] | undefined>();
  const tailAfter = async (fold: LedgerCursor): Promise<readonly FactChange[] | undefined> => {
    const name = `${fold.epoch}/${fold.xid}/${fold.position}`;
    if (!tails.has(name)) {
      const { changes, entries } = await factChangesAfter(sql, district, fold, LONGEST_TAIL + 1);
      tails.set(name, entries > LONGEST_TAIL ? undefined : changes);
    }
    return tails.get(name);
  };
  return async (indicator, question) => {
    const definition = definitionHash(indicator);
    const fold = folds.get(foldKey(indicator.id, definition));
    const tail = fold === undefined ? undefined : await tailAfter(fold);
    if (tail === undefined) return undefined;
    const differences: readonly Difference[] = differencesOf(indicator, tail);
    return readCounters(sql, { district, indicator, definition }, question, differences);
  };
}

function figureOf(
  indicator: Indicator,
  periods: readonly PeriodParts[],
  asOf: Instant,
  year: number,
): Figure {
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
  };
}

function valueIn(indicator: Indicator, { numerator, denominator, distinct }: PeriodParts): Decimal | null {
  return valueOf(indicator, {
    numerator: decimalOf(numerator),
    denominator: decimalOf(denominator),
    distinct,
  });
}

/** A month that has not begun is a gap in the trend, unless something is dated ahead into it. */
function isQuiet(indicator: Indicator, parts: PeriodParts, before: PeriodParts | undefined): boolean {
  if (indicator.kind !== "stock") return parts.records === 0;
  return (
    before === undefined ||
    (parts.records === before.records && valueIn(indicator, parts) === valueIn(indicator, before))
  );
}
