import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";
import { QueryCodeAnswer } from "./ratings.ts";

/** GET /api/public/reports — what a report without signing in asks (随手拍). */
export const ReportFormAnswer = Type.Object({
  /** By category, in the order of the standard. */
  classes: Type.Array(
    Type.Object({ key: Type.String(), kind: Type.String(), category: Type.String(), name: Bilingual }),
  ),
  communities: Type.Array(Type.Object({ code: Type.String(), name: Bilingual, town: Bilingual })),
  photos: Type.Object({ most: Type.Integer(), maxBytes: Type.Integer(), types: Type.Array(Type.String()) }),
});
export type ReportFormAnswer = Static<typeof ReportFormAnswer>;

const Point = Type.Object({
  lon: Type.Number(),
  lat: Type.Number(),
  /** Metres. */
  accuracy: Type.Optional(Type.Number({ minimum: 0 })),
});

/** POST /api/public/reports. */
export const ReportRequest = Type.Object({
  /** `E-0102`, `C-0101`; null where who reports is not sure. */
  class: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  description: Type.String({ minLength: 2, maxLength: 1000 }),
  urgent: Type.Boolean(),
  /** Degrees, WGS 84, as the phone tells them. */
  point: Type.Union([Point, Type.Null()]),
  address: Type.String({ maxLength: 200 }),
  /** The community chosen, where there is no point. */
  community: Type.Union([Type.String({ maxLength: 12 }), Type.Null()]),
  photos: Type.Array(Type.String({ pattern: "^[0-9a-f]{64}$" }), { maxItems: 20, uniqueItems: true }),
  reporter: Type.Object({
    name: Type.String({ maxLength: 50 }),
    mobile: Type.String({ maxLength: 20 }),
    confidential: Type.Boolean(),
  }),
});
export type ReportRequest = Static<typeof ReportRequest>;

/** What who reported is given: its number and the code that opens it, this once. */
export const ReportReceiptAnswer = Type.Object({
  caseNo: Type.String(),
  receivedAt: Type.String(),
  entryHash: Type.String(),
  queryCode: Type.Union([QueryCodeAnswer, Type.Null()]),
});
export type ReportReceiptAnswer = Static<typeof ReportReceiptAnswer>;

/** POST /api/public/case/acts — by number and code: says more, or asks for it to be reopened. */
export const ReportActRequest = Type.Object({
  caseNo: Type.String({ maxLength: 40 }),
  code: Type.String({ maxLength: 40 }),
  /** An `act` of the look-up. */
  act: Type.String({ maxLength: 60 }),
  words: Type.String({ minLength: 1, maxLength: 1000 }),
});
export type ReportActRequest = Static<typeof ReportActRequest>;
