import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** A measure that may be proposed on a certificate now, with its grounds in law. */
export const OfferedMeasure = Type.Object({
  id: Type.String(),
  name: Bilingual,
  /** What it brings about. */
  effect: Bilingual,
  /** The holder is told first and may ask for a hearing. */
  heard: Type.Boolean(),
  needsDecision: Type.Boolean(),
  grounds: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, article: Bilingual })),
});
export type OfferedMeasure = Static<typeof OfferedMeasure>;

/** POST /api/records/:register/:id/measures — proposes a measure; answers its case. */
export const ProposeMeasureRequest = Type.Object({
  measure: Type.String({ maxLength: 40 }),
  ground: Type.String({ maxLength: 40 }),
  facts: Type.String({ minLength: 2, maxLength: 1000 }),
  /** The number of the decision that it rests on. */
  decision: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
});
export const ProposeMeasureAnswer = Type.Object({ caseNo: Type.String() });
export type ProposeMeasureAnswer = Static<typeof ProposeMeasureAnswer>;

/** POST /api/seals/:id/state — puts a seal in use, stops it …, with a reason. */
export const ChangeSealRequest = Type.Object({
  state: Type.String({ maxLength: 40 }),
  reason: Type.String({ minLength: 2, maxLength: 300 }),
  /** The last day of validity, where it is another. */
  validTo: Type.Union([Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), Type.Null()]),
});
export const ChangeSealAnswer = Type.Object({ status: Type.String() });

/** A seal as its page shows it beside its fields. */
export const SealPart = Type.Object({
  moves: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  uses: Type.Array(
    Type.Object({
      at: Type.String(),
      document: Type.String(),
      title: Bilingual,
      number: Type.String(),
      fileHash: Type.String(),
      caseNo: Type.String(),
    }),
  ),
});
export type SealPart = Static<typeof SealPart>;

const NullableText = Type.Union([Type.String(), Type.Null()]);

/** A share of a certificate, as its holder sees it. */
export const ShareAnswer = Type.Object({
  id: Type.String(),
  purpose: Type.String(),
  recipient: Type.String(),
  madeAt: Type.String(),
  until: Type.String(),
  withdrawnAt: NullableText,
  lasts: Type.Boolean(),
  uses: Type.Array(Type.Object({ at: Type.String(), what: Bilingual })),
});
export type ShareAnswer = Static<typeof ShareAnswer>;

/** GET /api/my/certificates — what the reader, or whom its account is known as, holds. */
export const MyCertificate = Type.Object({
  register: Type.String(),
  identifier: Type.String(),
  name: Bilingual,
  licenceNo: Type.String(),
  status: Type.String(),
  statusName: Bilingual,
  /** It holds now. */
  live: Type.Boolean(),
  holder: Type.String(),
  organName: Bilingual,
  issuedOn: NullableText,
  validFrom: NullableText,
  validTo: NullableText,
  particulars: Type.Array(Type.String()),
  /** The sealed file, once it is there. */
  document: NullableText,
  supersededBy: NullableText,
  shares: Type.Array(ShareAnswer),
});
export type MyCertificate = Static<typeof MyCertificate>;
export const MyCertificates = Type.Object({ items: Type.Array(MyCertificate) });
export type MyCertificates = Static<typeof MyCertificates>;

/** POST /api/my/certificates/:register/:id/shares */
export const ShareRequest = Type.Object({
  purpose: Type.String({ minLength: 2, maxLength: 200 }),
  recipient: Type.String({ minLength: 2, maxLength: 100 }),
  /** Whole days from now, 1 to 90. */
  days: Type.Integer({ minimum: 1, maximum: 90 }),
});
/** The address that opens it, told once. */
export const SharedAnswer = Type.Object({
  id: Type.String(),
  url: Type.String(),
  until: Type.String(),
  qr: Type.String(),
});
export type SharedAnswer = Static<typeof SharedAnswer>;

/** GET /api/public/shares/:code — the certificate, as its holder let it be seen. */
export const SharedCertificate = Type.Object({
  name: Bilingual,
  licenceNo: Type.String(),
  identifier: Type.String(),
  statusName: Bilingual,
  live: Type.Boolean(),
  holder: Type.String(),
  organName: Bilingual,
  validFrom: NullableText,
  validTo: NullableText,
  particulars: Type.Array(Type.String()),
  purpose: Type.String(),
  recipient: Type.String(),
  until: Type.String(),
  hasFile: Type.Boolean(),
});
export type SharedCertificate = Static<typeof SharedCertificate>;
