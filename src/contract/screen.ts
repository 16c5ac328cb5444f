import { type Static, Type } from "typebox";
import { OfferedMeasure, SealPart } from "./certificates.ts";
import { Bilingual, page, ShownField } from "./common.ts";
import { HistoryLine } from "./cases.ts";
import { FollowUpPart } from "./follow-up.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** What of a coverage a list of records opens. */
export const FigurePart = Type.Union([
  Type.Literal("denominator"),
  Type.Literal("numerator"),
  Type.Literal("missing"),
]);
export type FigurePart = Static<typeof FigurePart>;

/** One figure: identical on screen, desk and report. `value` is exact decimal text, null where the denominator is zero. */
export const FigureAnswer = Type.Object({
  id: Type.String(),
  name: Bilingual,
  unit: Bilingual,
  value: NullableString,
  /** How many records stand behind it: the same count as the list it opens. */
  records: Type.Number(),
  year: Type.Number(),
  asOf: Type.String(),
  definition: Bilingual,
  owner: Bilingual,
  /** Twelve months, for the trend; null = no value. */
  months: Type.Array(NullableString),
  /**
   * Of a coverage: its denominator, its numerator and what of the denominator is missing, each with the number of what
   * is told apart (organs, matters) and of the records that it opens. Empty for other figures.
   */
  parts: Type.Array(
    Type.Object({
      id: FigurePart,
      name: Bilingual,
      keys: Type.Number(),
      records: Type.Number(),
    }),
  ),
});
export type FigureAnswer = Static<typeof FigureAnswer>;

export const FeedLine = Type.Object({
  id: Type.String(),
  at: Type.String(),
  sentence: Bilingual,
  caseNo: NullableString,
});
export type FeedLine = Static<typeof FeedLine>;

/** GET /api/screen — the leader's first page. */
export const ScreenAnswer = Type.Object({
  district: Type.Object({ code: Type.String(), name: Bilingual }),
  /** GeoJSON of the district's outline and its neighbours (`properties.code`, `name`). */
  outline: Type.Record(Type.String(), Type.Unknown()),
  attribution: Type.String(),
  divisions: Type.Array(Type.Object({ code: Type.String(), name: Bilingual, open: Type.Number() })),
  figures: Type.Array(FigureAnswer),
  /** Which of them are read together, by their ids; what no group names stands after them. */
  groups: Type.Array(Type.Object({ name: Bilingual, figures: Type.Array(Type.String()) })),
  feed: Type.Array(FeedLine),
});
export type ScreenAnswer = Static<typeof ScreenAnswer>;

/** GET /api/indicators/:id/records?year=&place=&organ=&part=&cursor= — exactly the records a figure counts, of the district or of a place in it. */
export const IndicatorRecord = Type.Object({
  kind: Type.Union([Type.Literal("case"), Type.Literal("record")]),
  register: NullableString,
  id: Type.String(),
  title: Bilingual,
  caseNo: NullableString,
  date: NullableString,
  place: Bilingual,
  /** This record's part in the figure, in words (e.g. 6个工作日; 计入分子、分母). */
  part: Bilingual,
});
export type IndicatorRecord = Static<typeof IndicatorRecord>;
export const IndicatorRecordsAnswer = Type.Object({
  figure: FigureAnswer,
  /** Of a coverage: the part whose records these are. */
  part: Type.Union([FigurePart, Type.Null()]),
  /** The places that it may be narrowed to. */
  places: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  ...page(IndicatorRecord).properties,
});
export type IndicatorRecordsAnswer = Static<typeof IndicatorRecordsAnswer>;

/** GET /api/records/:register/:id — one record with its history and checked chain. */
export const RecordAnswer = Type.Object({
  register: Type.String(),
  registerName: Bilingual,
  id: Type.String(),
  title: Bilingual,
  status: Type.String(),
  statusName: Bilingual,
  fields: Type.Array(ShownField),
  caseNo: NullableString,
  document: NullableString,
  history: Type.Array(HistoryLine),
  chain: Type.Object({ entries: Type.Number(), intact: Type.Boolean(), head: Type.String() }),
  /** What the reader may propose on it, where it is a certificate. */
  measures: Type.Array(OfferedMeasure),
  /** The check that followed the decision by which it was issued, where it is a certificate. */
  followUp: Type.Union([FollowUpPart, Type.Null()]),
  /** There where it is a seal of the register of seals. */
  seal: Type.Union([SealPart, Type.Null()]),
});
export type RecordAnswer = Static<typeof RecordAnswer>;

/**
 * GET /api/live (server-sent events): event `feed` carries a FeedLine and event `case` {caseNo}, told to those who may
 * see that case; event `figures` carries FigureAnswer[], told to those who may see the district's figures.
 */
export const LiveFigures = Type.Array(FigureAnswer);
export type LiveFigures = Static<typeof LiveFigures>;
