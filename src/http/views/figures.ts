import type { FigureAnswer } from "#contract";
import { organInBoth, type DistrictPack } from "#district";
import { COVERAGE_PARTS, formatValue, type Decimal, type Indicator } from "#indicators";
import type { Instant } from "#kernel";
import { readFigures, systemContext, type Figure, type Store } from "#store";

/** What figures stand on: a platform has it, and so has the command line. */
export type FigureGround = {
  readonly store: Store;
  readonly indicators: readonly Indicator[];
  readonly work: { readonly pack: DistrictPack };
  readonly now?: () => Instant;
};

/** `asOf` replays what was known at a moment, without it the figures are of now; `place` is one inside the district, `organ` one of it. */
export type FigureMoment = {
  readonly asOf?: Instant | undefined;
  readonly place?: string | undefined;
  readonly organ?: string | undefined;
};

/** One indicator's figure for a year, the same on screen, desk and report. */
export async function figureAnswer(
  ground: FigureGround,
  indicator: Indicator,
  year: number,
  moment: FigureMoment = {},
): Promise<FigureAnswer> {
  const [answer] = await answersOf(ground, [indicator], year, moment);
  if (answer === undefined) throw new Error(`no figure was read for ${indicator.id}`);
  return answer;
}

/** The figures of every indicator, all of one moment. */
export function figuresOf(
  ground: FigureGround,
  year: number,
  moment: FigureMoment = {},
): Promise<FigureAnswer[]> {
  return answersOf(ground, ground.indicators, year, moment);
}

async function answersOf(
  { store, now, work: { pack } }: FigureGround,
  indicators: readonly Indicator[],
  year: number,
  { asOf, place, organ }: FigureMoment,
): Promise<FigureAnswer[]> {
  const figures = await readFigures(store, systemContext(pack.code), indicators, {
    year,
    asOf,
    place,
    organ,
    now: now?.(),
  });
  return indicators.flatMap((indicator, index) => {
    const figure = figures[index];
    return figure === undefined ? [] : [answerOf(pack, indicator, figure, year)];
  });
}

function partsOf(indicator: Indicator, { parts }: Figure): FigureAnswer["parts"] {
  if (indicator.kind !== "coverage" || parts === null) return [];
  return COVERAGE_PARTS.map((id) => ({ id, name: indicator.parts[id], ...parts[id] }));
}

function answerOf(pack: DistrictPack, indicator: Indicator, figure: Figure, year: number): FigureAnswer {
  const { id, name, unit, definition, owner } = indicator;
  const shown = (value: Decimal | null): string | null =>
    value === null ? null : formatValue(indicator, value);
  return {
    id,
    name,
    unit,
    value: shown(figure.value),
    records: figure.records,
    year,
    asOf: figure.asOf,
    definition,
    owner: organInBoth(pack, owner),
    months: figure.months.map(shown),
    parts: partsOf(indicator, figure),
  };
}
