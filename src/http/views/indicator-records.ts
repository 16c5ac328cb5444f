import type { IndicatorRecord } from "#contract";
import { inBoth, placeInBoth, type DistrictPack } from "#district";
import { partOf, type CoveragePart, type CoveredKey, type Indicator } from "#indicators";
import type { Bilingual } from "#kernel";
import type { StoreContext } from "#registers";
import { listFigureRecords, readFigureKeys, type FigureRecord, type PageOptions } from "#store";
import type { FigureGround, FigureMoment } from "./figures.ts";
import { recordTitle } from "./record-fields.ts";
import { coveredPart, recordPart } from "./record-part.ts";

/** A figure's moment, and of a coverage the part that is opened: its denominator without. */
export type RecordsMoment = FigureMoment & { readonly part?: CoveragePart | undefined };

/** A page of exactly the records that a figure, or a part of it, counts and this reader may see, the latest first. */
export async function indicatorRecords(
  { store, now, work: { pack } }: FigureGround,
  context: StoreContext,
  indicator: Indicator,
  year: number,
  leaf: PageOptions,
  { part = "denominator", ...moment }: RecordsMoment = {},
): Promise<{ items: IndicatorRecord[]; next: string | null }> {
  const question = { ...moment, year, now: now?.() };
  if (indicator.kind !== "coverage") {
    const page = await listFigureRecords(store, context, indicator, { ...leaf, ...question });
    const lines = page.items.map((record) => lineOf(pack, record, recordPart(indicator, record.facts)));
    return { items: lines, next: page.next };
  }
  const covered: readonly CoveredKey[] = await readFigureKeys(store, context, indicator, question);
  const { count, keys } = partOf(indicator, part, covered);
  const page = await listFigureRecords(store, context, count, { ...leaf, ...question, keys });
  const partIn = coveredPart(count, part, covered);
  return { items: page.items.map((record) => lineOf(pack, record, partIn(record.facts))), next: page.next };
}

function lineOf(pack: DistrictPack, record: FigureRecord, part: Bilingual): IndicatorRecord {
  const { kind, register, id, date, place } = record;
  const ofCase = record.data?.["caseNo"];
  return {
    kind,
    register,
    id,
    title: titleOf(pack, record),
    caseNo: record.caseNo ?? (typeof ofCase === "string" ? ofCase : null),
    date,
    place: placeInBoth(pack, place),
    part,
  };
}

function titleOf(pack: DistrictPack, { register, id, title, data }: FigureRecord): Bilingual {
  if (register === null || data === null) return inBoth(pack, title ?? id);
  return recordTitle(pack, pack.registers.get(register), { id, data });
}
