import type { IndicatorRecord } from "#contract";
import type { DistrictPack } from "#district";
import type { Indicator } from "#indicators";
import type { StoreContext } from "#registers";
import { listFigureRecords, type FigureRecord } from "#store";
import type { FigureGround, FigureMoment } from "./figures.ts";
import { recordTitle } from "./record-fields.ts";
import { recordPart } from "./record-part.ts";

/** A page of exactly the records that a figure counts and this reader may see, the latest first. */
export async function indicatorRecords(
  { store, work: { pack } }: FigureGround,
  context: StoreContext,
  indicator: Indicator,
  year: number,
  cursor: string | null,
  { asOf }: FigureMoment = {},
): Promise<{ items: IndicatorRecord[]; next: string | null }> {
  const page = await listFigureRecords(store, context, indicator, { year, cursor, asOf });
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
    place: placeName(pack, place),
    part: recordPart(indicator, record.facts),
  };
}

function titleOf(pack: DistrictPack, { register, id, title, data }: FigureRecord): string {
  if (register === null || data === null) return title ?? id;
  return recordTitle(pack.registers.get(register), { id, data });
}

/** A place by its names below the district: street and community. */
function placeName(pack: DistrictPack, code: string): string {
  const names: string[] = [];
  let division = pack.divisions.get(code);
  while (division !== undefined && division.code !== pack.code) {
    names.unshift(division.name);
    division = division.parent === null ? undefined : pack.divisions.get(division.parent);
  }
  if (names.length > 0) return names.join("");
  return code === pack.code ? pack.name.zh : code;
}
