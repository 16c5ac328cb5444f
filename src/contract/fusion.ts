import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const CaseNo = Type.String({ pattern: "^[0-9]{22}$" });
const NullableNumber = Type.Union([Type.Number(), Type.Null()]);
const PhotoName = Type.Union([Type.String(), Type.Null()]);

/** A report that another may be one event with, or that was merged into it; nothing of who reported it. */
const Reported = Type.Object({
  caseNo: Type.String(),
  version: Type.Number(),
  title: Bilingual,
  stateName: Bilingual,
  receivedAt: Type.String(),
  /** By which way it came in, such as 随手拍; null where it does not say. */
  channel: Type.Union([Bilingual, Type.Null()]),
});

/** 疑似同一事件: why, how near, the photos that are alike, and which of the two would take the other in. */
export const FusionProposal = Type.Object({
  ...Reported.properties,
  /** 0 to 100. */
  score: Type.Number(),
  reasons: Type.Array(Type.Object({ of: Type.String(), points: Type.Number(), words: Bilingual })),
  text: Type.String(),
  metres: NullableNumber,
  /** To the north (0°), clockwise, from this case's point. */
  bearing: NullableNumber,
  /** Files of this case and of the other: the pair that is most alike, else the first of each. */
  photos: Type.Object({ mine: PhotoName, theirs: PhotoName }),
  /** How many are merged into it already. */
  mergedIn: Type.Number(),
  /** Which would be the main case; null where neither takes the other in as they stand. */
  main: Type.Union([Type.Literal("this"), Type.Literal("other"), Type.Null()]),
});
export type FusionProposal = Static<typeof FusionProposal>;

/** GET /api/cases/:caseNo/fusion: what a case is merged into, what is merged into it, and what may be one event with it. */
export const FusionAnswer = Type.Object({
  version: Type.Number(),
  /** Whether the reader may merge, refuse and take out. */
  may: Type.Boolean(),
  /** Why it is not merged into another as it stands; null where it may be. */
  refused: Type.Union([Bilingual, Type.Null()]),
  into: Type.Union([
    Type.Object({
      caseNo: Type.String(),
      /** Null where the reader may not see the main case. */
      title: Type.Union([Bilingual, Type.Null()]),
      stateName: Type.Union([Bilingual, Type.Null()]),
      /** False once both are closed. */
      open: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  /** All that are merged into it, and into those in turn. */
  mergedIn: Type.Number(),
  /** Of them the first, as the reader may see them. */
  reports: Type.Array(Type.Object({ ...Reported.properties, mergedIn: Type.Number() })),
  /** What it says itself, to compare; empty where nothing is proposed. */
  text: Type.String(),
  proposals: Type.Array(FusionProposal),
});
export type FusionAnswer = Static<typeof FusionAnswer>;

const Version = Type.Integer();
const Reason = Type.String({ minLength: 2, maxLength: 500, pattern: "\\S" });

/** POST /api/cases/:caseNo/merge */
export const MergeRequest = Type.Object({ version: Version, into: CaseNo, reason: Type.Optional(Reason) });

/** POST /api/cases/:caseNo/unmerge */
export const UnmergeRequest = Type.Object({ version: Version, reason: Reason });

/** POST /api/cases/:caseNo/not-one-event */
export const NotOneEventRequest = Type.Object({ other: CaseNo });
