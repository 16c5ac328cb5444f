import { type Static, Type } from "typebox";
import { StandingAnswer } from "./catalogue.ts";
import { HistoryLine } from "./cases.ts";
import { Bilingual } from "./common.ts";

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Texts = Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 4000 }));

export const DifferenceAnswer = Type.Object({ name: Bilingual, before: Type.String(), after: Type.String() });
export type DifferenceAnswer = Static<typeof DifferenceAnswer>;

/** GET /api/matters/:id/versions — every version with what it says otherwise than the one before, the newest first. */
export const VersionsAnswer = Type.Object({
  name: Bilingual,
  versions: Type.Array(
    Type.Object({
      version: Type.String(),
      from: Type.String(),
      /** When it was published or approved. */
      at: Type.String(),
      reason: Type.Union([Type.String(), Type.Null()]),
      /** Whether it is the one that holds today. */
      current: Type.Boolean(),
      differences: Type.Array(DifferenceAnswer),
    }),
  ),
});
export type VersionsAnswer = Static<typeof VersionsAnswer>;

const OfferingLine = Type.Object({
  id: Type.String(),
  name: Bilingual,
  organName: Bilingual,
  version: Type.String(),
  standing: StandingAnswer,
  ahead: Type.Union([StandingAnswer, Type.Null()]),
  /** The act that waits for approval. */
  proposed: Type.Union([Type.String(), Type.Null()]),
});
export type OfferingLine = Static<typeof OfferingLine>;

/** GET /api/admin/matters — every matter of the pack as it stands. */
export const OfferingsAnswer = Type.Object({ items: Type.Array(OfferingLine) });
export type OfferingsAnswer = Static<typeof OfferingsAnswer>;

/** GET /api/admin/matters/:id */
export const OfferingAnswer = Type.Object({
  ...OfferingLine.properties,
  proposal: Type.Union([
    Type.Null(),
    Type.Object({
      act: Type.String(),
      from: Type.String(),
      to: Type.Union([Type.String(), Type.Null()]),
      reason: Type.String(),
      byName: Type.String(),
      at: Type.String(),
      /** Whether the reader proposed it and so may not approve it. */
      own: Type.Boolean(),
      differences: Type.Array(DifferenceAnswer),
    }),
  ]),
  /** What may be changed outside the folder, as it stands today. */
  fields: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, value: Type.String() })),
  history: Type.Array(HistoryLine),
});
export type OfferingAnswer = Static<typeof OfferingAnswer>;

/** POST /api/admin/matters/:id/proposals — a change for another configurer to approve. */
export const ProposeRequest = Type.Object({
  act: Type.Union([
    Type.Literal("publish"),
    Type.Literal("suspend"),
    Type.Literal("resume"),
    Type.Literal("cancel"),
    Type.Literal("amend"),
  ]),
  from: Day,
  to: Type.Optional(Type.Union([Day, Type.Null()])),
  reason: Type.String({ minLength: 2, maxLength: 500 }),
  /** New texts by field, for `amend`. */
  set: Type.Optional(Texts),
});
export type ProposeRequest = Static<typeof ProposeRequest>;
export const ProposedAnswer = Type.Object({ matter: Type.String() });

/** POST /api/admin/matters/:id/proposals/decision */
export const DecideRequest = Type.Object({
  approve: Type.Boolean(),
  reason: Type.String({ maxLength: 500 }),
});
export type DecideRequest = Static<typeof DecideRequest>;
export const DecidedAnswer = Type.Object({ matter: Type.String(), version: Type.String() });

/** POST /api/admin/catalogue/import — a workbook as POST /api/admin/catalogue/export gives it, with texts changed. */
export const SheetImportRequest = Type.Object({
  /** The file, base64. */
  file: Type.String({ minLength: 1 }),
  /** The first day of the new versions. */
  from: Day,
  reason: Type.String({ minLength: 2, maxLength: 500 }),
});
export type SheetImportRequest = Static<typeof SheetImportRequest>;

/** Either proposals, a matter each, or faults and the file with a column that tells them; never both. */
export const SheetImportAnswer = Type.Object({
  proposed: Type.Array(Type.String()),
  faults: Type.Array(Type.Object({ row: Type.Number(), column: Type.String(), message: Bilingual })),
  file: Type.Union([Type.String(), Type.Null()]),
});
export type SheetImportAnswer = Static<typeof SheetImportAnswer>;
