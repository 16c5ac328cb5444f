import { type Static, Type } from "typebox";
import { Bilingual, ClockAnswer, page } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Grade = Type.Integer({ minimum: 1, maximum: 5 });
const Words = Type.String({ maxLength: 500 });

/** What can be ticked beside a grade: `good` with 3 to 5, `bad` with 1 and 2. */
const Label = Type.Object({
  id: Type.String(),
  name: Bilingual,
  for: Type.Union([Type.Literal("good"), Type.Literal("bad")]),
});

/** A rating as its giver sees it: what was said, and what has come of it. */
const OwnRating = Type.Object({
  grade: Type.Number(),
  gradeName: Bilingual,
  labels: Type.Array(Bilingual),
  words: Type.String(),
  anonymous: Type.Boolean(),
  ratedOn: Type.String(),
  status: Type.String(),
  statusName: Bilingual,
  reply: NullableString,
  repliedOn: NullableString,
  /** The one further rating (追评). */
  again: Type.Union([
    Type.Null(),
    Type.Object({ grade: Type.Number(), gradeName: Bilingual, on: NullableString }),
  ]),
});

/** GET /api/cases/:caseNo/rating — whether the case may be rated, and what was said of it; null is 未评价. */
export const RatingAnswer = Type.Object({
  caseNo: Type.String(),
  /** Null where it may be rated now; else why not. */
  refused: Type.Union([Bilingual, Type.Null()]),
  labels: Type.Array(Label),
  /** What a bad rating leads to and by when. */
  badNote: Type.Union([Bilingual, Type.Null()]),
  rating: Type.Union([OwnRating, Type.Null()]),
});
export type RatingAnswer = Static<typeof RatingAnswer>;

/** POST /api/cases/:caseNo/rating — once a case. */
export const RateRequest = Type.Object({
  grade: Grade,
  labels: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 12, uniqueItems: true }),
  words: Words,
  anonymous: Type.Boolean(),
});
export type RateRequest = Static<typeof RateRequest>;

/** POST /api/cases/:caseNo/rating/again — the one further rating. */
export const RateAgainRequest = Type.Object({ grade: Grade, words: Words });
export type RateAgainRequest = Static<typeof RateAgainRequest>;

/** GET /api/cases/:caseNo/query-code — what opens the look-up without sign-in; `qr` is an SVG of `url`. */
export const QueryCodeAnswer = Type.Object({ code: Type.String(), url: Type.String(), qr: Type.String() });
export type QueryCodeAnswer = Static<typeof QueryCodeAnswer>;

const CaseKey = {
  caseNo: Type.String({ maxLength: 40 }),
  code: Type.String({ maxLength: 20 }),
};

/** POST /api/public/case — a case by number and query code; nothing in its address, so that no log keeps the code. */
export const LookUpRequest = Type.Object(CaseKey);
export type LookUpRequest = Static<typeof LookUpRequest>;
export const RateByCodeRequest = Type.Object({ ...CaseKey, ...RateRequest.properties });
export const RateAgainByCodeRequest = Type.Object({ ...CaseKey, ...RateAgainRequest.properties });

/** What number and query code show: how far the case is, and nothing of whose it is. */
export const LookUpAnswer = Type.Object({
  caseNo: Type.String(),
  matterName: Bilingual,
  organName: Bilingual,
  stateName: Bilingual,
  outcomeName: Type.Union([Bilingual, Type.Null()]),
  receivedAt: Type.String(),
  closedAt: NullableString,
  clock: Type.Union([ClockAnswer, Type.Null()]),
  /** What the applicant is asked to do, after signing in or at the window. */
  wanted: Type.Array(Type.Object({ name: Bilingual, dueAt: NullableString })),
  /** What its reporter may do by number and code, where it was reported without an account. */
  acts: Type.Array(
    Type.Object({
      act: Type.String(),
      name: Bilingual,
      label: Bilingual,
      /** What is asked of them, in the words of who asks. */
      asked: NullableString,
      dueAt: NullableString,
    }),
  ),
  /** What was answered to its reporter. */
  reply: NullableString,
  /** What was issued, with the identifier under which anybody may verify it. */
  documents: Type.Array(
    Type.Object({
      title: Bilingual,
      number: Type.String(),
      issuedAt: Type.String(),
      identifier: Type.String(),
    }),
  ),
  rating: RatingAnswer,
});
export type LookUpAnswer = Static<typeof LookUpAnswer>;

/** GET /api/matters/:id/ratings — what people say of a matter: public, and never of one case. */
export const RatingTally = Type.Object({
  /** By grade, 5 to 1. */
  grades: Type.Array(Type.Object({ grade: Type.Number(), name: Bilingual, count: Type.Number() })),
  rated: Type.Number(),
  /** Cases that are over and nobody rated. */
  unrated: Type.Number(),
  /** (5 + 4 + 3) ÷ rated as a percentage with one decimal; null where nothing was rated. */
  goodRate: NullableString,
});
export type RatingTally = Static<typeof RatingTally>;

/** A line of the organ's list of ratings. */
export const RatingLine = Type.Object({
  id: Type.String(),
  matterName: Bilingual,
  organName: Bilingual,
  grade: Type.Number(),
  gradeName: Bilingual,
  labels: Type.Array(Bilingual),
  ratedOn: Type.String(),
  status: Type.String(),
  statusName: Bilingual,
  anonymous: Type.Boolean(),
  /** Null where the rating was given without a name. */
  caseNo: NullableString,
  again: Type.Union([Type.Number(), Type.Null()]),
  rectification: NullableString,
});
export type RatingLine = Static<typeof RatingLine>;

/** GET /api/desk/ratings?bad=&cursor= — the latest first. */
export const RatingPage = page(RatingLine);
export type RatingPage = Static<typeof RatingPage>;

/** GET /api/desk/ratings/:id — with its own words, where the reader may read them. */
export const RatingDetail = Type.Object({
  ...RatingLine.properties,
  /** Null where they are not for this reader. */
  words: NullableString,
  againWords: NullableString,
  measures: NullableString,
  reply: NullableString,
  repliedOn: NullableString,
  revisit: Type.Union([Bilingual, Type.Null()]),
  voidGround: NullableString,
});
export type RatingDetail = Static<typeof RatingDetail>;
