import type { IndicatorRecord } from "#contract";
import { inBoth, placeInBoth, type DistrictPack } from "#district";
import type { Indicator } from "#indicators";
import type { Bilingual } from "#kernel";
import type { StoreContext } from "#registers";
import { listFigureRecords, type FigureRecord, type PageOptions } from "#store";
import type { FigureGround, FigureMoment } from "./figures.ts";
import { recordTitle } from "./record-fields.ts";
import { recordPart } from "./record-part.ts";

/** A page of exactly the records that a figure counts and this reader may see, the latest first. */
export async function indicatorRecords(
  { store, work: { pack } }: FigureGround,
  context: StoreContext,
  indicator: Indicator,
  year: number,
  leaf: PageOptions,
  { asOf, place }: FigureMoment = {},
): Promise<{ items: IndicatorRecord[]; next: string | null }> {
  const page = await listFigureRecords(store, context, indicator, {
    ...leaf,
    year,
    asOf,
    ...(place === undefined ? {} : { place }),
  });
  return { items: page.items.map((record) => lineOf(pack, indicator, record)), next: page.next };
}

function lineOf(pack: DistrictPack, indicator: Indicator, record: FigureRecord): IndicatorRecord {
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
    part: recordPart(indicator, record.facts),
  };
}

function titleOf(pack: DistrictPack, { register, id, title, data }: FigureRecord): Bilingual {
  if (register === null || data === null) return inBoth(pack, title ?? id);
  return recordTitle(pack, pack.registers.get(register), { id, data });
}
