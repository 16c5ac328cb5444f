import { Type, type Static } from "typebox";
import { isNamedState } from "#district";
import { err, ok, problem, type Bilingual, type Instant, type Problem, type Result } from "#kernel";
import { boxAround, boxesMeet, overlap } from "#places";
import type { PointFilter } from "#store";
import type { Platform } from "../platform.ts";
import { AreaQuery, polygonsOf, readArea } from "./area.ts";
import { nearUntil } from "./near-until.ts";

const Word = Type.Optional(Type.String({ maxLength: 100 }));

/** What the map of open cases is narrowed by, as its address says it; an empty value narrows nothing. */
export const MapNarrowing = {
  /** A class (E-0102), or the beginning of some: a category (E-01). */
  class: Word,
  state: Word,
  handling: Word,
  due: Word,
  urgent: Word,
  town: Word,
  ...AreaQuery,
};
const Query = Type.Object(MapNarrowing);

/** The classes of a district by their keys. */
export type ClassKeys = readonly string[];

type Names = Readonly<Record<Exclude<keyof typeof MapNarrowing, "area">, Bilingual>>;
const NAMES: Names = {
  class: { zh: "类别", en: "class" },
  state: { zh: "状态", en: "state" },
  handling: { zh: "责任部门", en: "handling organ" },
  due: { zh: "时限", en: "time left" },
  urgent: { zh: "紧急", en: "urgent" },
  town: { zh: "镇街", en: "town" },
};

/**
 * Reads what the map is narrowed by. Errors: MAP_FILTER_UNKNOWN for a value that names nothing, AREA_OUTSIDE_DISTRICT, those
 * of readArea.
 */
export function readMapFilter(
  platform: Pick<Platform, "work">,
  query: Static<typeof Query>,
  classes: ClassKeys,
  now: Instant,
): Result<PointFilter, Problem> {
  const { pack } = platform.work;
  const { class: of = "", state = "", handling = "", due = "", urgent = "", town = "" } = query;
  const inClass = classes.filter((key) => key === of || key.startsWith(of));
  const isKnown: Readonly<Record<keyof Names, boolean>> = {
    class: of === "" || inClass.length > 0,
    state: state === "" || isNamedState(pack.caseWords, state),
    handling: handling === "" || pack.organs.has(handling),
    due: ["", "near", "overdue"].includes(due),
    urgent: ["", "true"].includes(urgent),
    town: town === "" || pack.divisions.has(town),
  };
  const wrong = (Object.keys(NAMES) as (keyof Names)[]).find((name) => !isKnown[name]);
  if (wrong !== undefined) {
    const { zh, en } = NAMES[wrong];
    return err(problem("MAP_FILTER_UNKNOWN", { filter: zh, filterEn: en, value: query[wrong] ?? "" }));
  }
  const area = readArea(query.area);
  if (!area.ok) return area;
  if (area.value !== undefined && !touches(platform, polygonsOf(area.value)))
    return err(
      problem("AREA_OUTSIDE_DISTRICT", { district: pack.name.zh, districtEn: pack.name.en ?? pack.name.zh }),
    );
  return ok({
    now,
    until: nearUntil(platform, now),
    without: pack.command.doneStates,
    ...(of === "" ? {} : { classes: inClass }),
    ...(state === "" ? {} : { state }),
    ...(handling === "" ? {} : { handling }),
    ...(due === "near" || due === "overdue" ? { due } : {}),
    ...(urgent === "" ? {} : { urgent: true }),
    ...(town === "" ? {} : { division: town }),
    ...(area.value === undefined ? {} : { area: area.value }),
  });
}

function touches({ work: { pack } }: Pick<Platform, "work">, drawn: ReturnType<typeof polygonsOf>): boolean {
  const { outline } = pack.places;
  const box = boxAround(outline.map((each) => each.box));
  return drawn.some(
    (polygon) => boxesMeet(polygon.box, box) && outline.some((each) => overlap(polygon, each)),
  );
}
