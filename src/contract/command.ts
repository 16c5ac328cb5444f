import { type Static, Type } from "typebox";
import { BatchOffer } from "./batches.ts";
import { CaseSummary } from "./cases.ts";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Choice = Type.Object({ id: Type.String(), name: Bilingual });
const Spot = Type.Array(Type.Number());

/** How many open cases, and how many of them press. */
const Counts = {
  open: Type.Integer(),
  urgent: Type.Integer(),
  overdue: Type.Integer(),
  near: Type.Integer(),
};
const Due = Type.Union([Type.Literal("overdue"), Type.Literal("near"), Type.Null()]);

/**
 * GET /api/desk/map?bounds=&zoom=&heat=&class=&state=&handling=&due=&urgent=&town=&area= — open cases with a point: in all,
 * and within the bounds put together by tile, one by one where they are few or the map is near.
 */
export const MapCountsAnswer = Type.Object({
  sum: Type.Object(Counts),
  clusters: Type.Array(
    Type.Object({
      ...Counts,
      at: Spot,
      /** West, south, east, north of the cases in it. */
      bounds: Spot,
    }),
  ),
  points: Type.Array(
    Type.Object({
      caseNo: Type.String(),
      title: Bilingual,
      stateName: Bilingual,
      at: Spot,
      urgent: Type.Boolean(),
      due: Due,
    }),
  ),
  asOf: Type.String(),
});
export type MapCountsAnswer = Static<typeof MapCountsAnswer>;

/** A line of the list beside the map. */
export const MapCase = Type.Object({
  case: CaseSummary,
  at: Spot,
  urgent: Type.Boolean(),
  due: Due,
  handlingName: Type.Union([Bilingual, Type.Null()]),
  /** What of it is mine to do now; null where nothing is. */
  task: Type.Union([
    Type.Null(),
    Type.Object({ task: Type.String(), taskName: Bilingual, batch: NullableString }),
  ]),
});
export type MapCase = Static<typeof MapCase>;

/** GET /api/desk/map/cases — the same cases in a list: urgent ones first, then by the day they are due. */
export const MapCasesAnswer = Type.Object({
  items: Type.Array(MapCase),
  next: NullableString,
  batches: Type.Array(BatchOffer),
});
export type MapCasesAnswer = Static<typeof MapCasesAnswer>;

/** GET /api/desk/map/choices — what the map may be narrowed to. */
export const MapChoicesAnswer = Type.Object({
  /** Categories (大类) with their classes (小类). */
  categories: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, classes: Type.Array(Choice) })),
  states: Type.Array(Choice),
  organs: Type.Array(Choice),
  towns: Type.Array(Choice),
});
export type MapChoicesAnswer = Static<typeof MapChoicesAnswer>;

/** GET /api/desk/duty — who is on shift today, and the latest hand-overs. */
export const DutyAnswer = Type.Object({
  day: Type.String(),
  weekday: Bilingual,
  shifts: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      organName: Bilingual,
      begins: Type.String(),
      ends: Type.String(),
      /** It began yesterday and goes on into today. */
      sinceYesterday: Type.Boolean(),
      now: Type.Boolean(),
      telephone: NullableString,
    }),
  ),
  /** The matter by which a shift is handed over; null where the district has none. */
  handover: NullableString,
  /** The rooms whose shift is handed over: the organs that have the desk. */
  rooms: Type.Array(Choice),
  handovers: Type.Array(
    Type.Object({
      caseNo: Type.String(),
      givenBy: Type.String(),
      givenAt: Type.String(),
      remarks: Type.String(),
      urgentCases: Type.Integer(),
      /** Who took it over; null while nobody has signed. */
      takenBy: NullableString,
      takenAt: NullableString,
      stateName: Bilingual,
    }),
  ),
});
export type DutyAnswer = Static<typeof DutyAnswer>;

/** GET /api/desk/classes?q= — the knowledge base of classes, with the precedents of each. */
export const ClassesAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      code: Type.String(),
      kindName: Bilingual,
      category: Bilingual,
      name: Bilingual,
      condition: Bilingual,
      /** Who handles it; null: the street or town of the place. */
      organName: Type.Union([Bilingual, Type.Null()]),
      limit: Bilingual,
      severity: Type.String(),
      severityName: Bilingual,
      closing: Bilingual,
      /** The district's own, beyond the standard. */
      local: Type.Boolean(),
      precedents: Type.Array(
        Type.Object({
          id: Type.String(),
          placeName: Bilingual,
          organName: Bilingual,
          clause: Type.String(),
          reason: NullableString,
          ruledCase: Type.String(),
          ruledOn: Type.String(),
        }),
      ),
    }),
  ),
  register: NullableString,
  precedents: NullableString,
});
export type ClassesAnswer = Static<typeof ClassesAnswer>;

/** What GET /api/live tells as `urgent`: a case has become urgent, or has come to one who had not seen it. */
const UrgentNews = Type.Object({
  caseNo: Type.String(),
  title: Bilingual,
  place: Bilingual,
  stateName: Bilingual,
  /** When the step was kept that made it so, and how many milliseconds ago that was when it was told. */
  at: Type.String(),
  ago: Type.Integer(),
});
export type UrgentNews = Static<typeof UrgentNews>;
