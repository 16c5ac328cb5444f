import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readPack } from "#app";
import type { FigureAnswer, IndicatorRecord } from "#contract";
import { figureAnswer, figuresOf, indicatorRecords, type FigureGround, type RecordsMoment } from "#http";
import { COVERAGE_PARTS, parseIndicator, type CoveragePart, type Indicator } from "#indicators";
import { err, ok, parseInstant, problem, type Instant, type Problem, type Result } from "#kernel";
import { systemContext } from "#store";
import type { CliIo, Command } from "./command.ts";
import { readStoreArguments, refuseWith, withStore, wrongUse, type StoreArguments } from "./with-store.ts";

const USAGE =
  "yiwang indicators --year Y [--id ID] [--records [--part denominator|numerator|missing]] [--as-of INSTANT] [--json] [--district DIR] [--data DIR | --database-url URL]";
const DISTRICT = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));

/** The figures of the screen, or the records of one, from the same definitions. */
export const indicatorsCommand: Command = {
  run: async (args, io) => {
    const asked = readAsked(args, io);
    if (typeof asked === "string") return wrongUse(io, USAGE, asked);
    const pack = await readPack(asked.district);
    if (!pack.ok) return pack.error.reduce((_code, each) => refuseWith(io, each), 1);
    const indicators = [...pack.value.indicators.values()].flatMap(({ definition }) => {
      const indicator = parseIndicator(definition);
      return indicator.ok ? [indicator.value] : [];
    });
    const answer = await withStore(asked.store.store, true, (store) =>
      answerOf({ store, indicators, work: { pack: pack.value } }, asked),
    );
    if (!answer.ok) return refuseWith(io, answer.error);
    io.out(asked.store.json ? `${JSON.stringify(answer.value, null, 2)}\n` : inWords(answer.value));
    return 0;
  },
};

type Asked = {
  readonly store: StoreArguments;
  readonly district: string;
  readonly year: number;
  readonly id: string | undefined;
  readonly records: boolean;
  readonly asOf: Instant | undefined;
  /** Of a coverage: what is opened, its denominator without. */
  readonly part: CoveragePart | undefined;
};

/** Figures as GET /api/screen gives them, or a figure with all its records as /api/indicators/:id/records. */
type Answer =
  | { readonly year: number; readonly figures: readonly FigureAnswer[] }
  | {
      readonly year: number;
      readonly figure: FigureAnswer;
      readonly items: readonly IndicatorRecord[];
      readonly next: null;
    };

function readAsked(args: readonly string[], io: CliIo): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        year: { type: "string" },
        id: { type: "string" },
        records: { type: "boolean", default: false },
        "as-of": { type: "string" },
        part: { type: "string" },
        district: { type: "string", default: DISTRICT },
        data: { type: "string" },
        "database-url": { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const year = Number(values.year);
    if (!Number.isInteger(year) || year < 1900 || year > 2999) return "--year YYYY";
    if (values.records && values.id === undefined) return "--records --id ID";
    const asOf = values["as-of"] === undefined ? undefined : parseInstant(values["as-of"]);
    if (asOf?.ok === false) return `--as-of: ${asOf.error.message.zh} / ${asOf.error.message.en}`;
    const part = COVERAGE_PARTS.find((each) => each === values.part);
    if (values.part !== undefined && (part === undefined || !values.records))
      return `--id ID --records --part ${COVERAGE_PARTS.join("|")}`;
    const shared = (["data", "database-url"] as const).flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [`--${name}=${value}`];
    });
    const store = readStoreArguments([...shared, ...(values.json ? ["--json"] : [])], io, 0);
    if (typeof store === "string") return store;
    const district = resolve(values.district);
    return { store, district, year, id: values.id, records: values.records, asOf: asOf?.value, part };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

async function answerOf(
  ground: FigureGround,
  { year, id, records, asOf, part }: Asked,
): Promise<Result<Answer, Problem>> {
  if (id === undefined) return ok({ year, figures: await figuresOf(ground, year, { asOf }) });
  const indicator = ground.indicators.find((each) => each.id === id);
  if (indicator === undefined) return err(problem("INDICATOR_UNKNOWN", { id }));
  if (part !== undefined && indicator.kind !== "coverage")
    return err(problem("REQUEST_INVALID", { where: "--part" }));
  const figure = await figureAnswer(ground, indicator, year, { asOf });
  if (!records) return ok({ year, figures: [figure] });
  const items = await allRecords(ground, indicator, year, { asOf, part });
  return ok({ year, figure, items, next: null });
}

async function allRecords(
  ground: FigureGround,
  indicator: Indicator,
  year: number,
  moment: RecordsMoment,
): Promise<readonly IndicatorRecord[]> {
  const context = systemContext(ground.work.pack.code);
  const items: IndicatorRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await indicatorRecords(ground, context, indicator, year, { cursor }, moment);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

function inWords(answer: Answer): string {
  if ("figures" in answer)
    return table(answer.figures.flatMap((each) => [figureRow(each), ...partRows(each)]));
  const { figure, items } = answer;
  const rows = items.map(({ date, caseNo, register, id, title, place, part }) => [
    date ?? "",
    caseNo ?? `${register ?? ""} ${id}`,
    title.zh,
    place.zh,
    part.zh,
  ]);
  return `${table([figureRow(figure), ...partRows(figure)])}\n${table(rows)}`;
}

function figureRow({ id, name, value, unit, records, year, asOf }: FigureAnswer): readonly string[] {
  const amount = value === null ? "—" : `${value}${unit.zh}`;
  return [id, name.zh, String(year), amount, `${records}条 records`, `截至 as of ${asOf}`];
}

/** Of a coverage a line for each part that opens records of its own. */
function partRows({ parts }: FigureAnswer): readonly (readonly string[])[] {
  return parts.map(({ id, name, keys, records }) => [
    `  ${id}`,
    name.zh,
    "",
    String(keys),
    `${records}条 records`,
  ]);
}

/** Columns side by side; a Chinese character takes two places on a terminal. */
function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  }
  const lines = rows.map((row) =>
    row
      .map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - widthOf(cell)))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, sign) => sum + (/[\u1100-\uffe6]/.test(sign) && !/[\uff61-\uffdc]/.test(sign) ? 2 : 1),
    0,
  );
}
