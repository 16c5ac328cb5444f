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

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** POST /api/seals — proposes a seal for the register (印章备案); another person approves it. */
export const ProposeSealRequest = Type.Object({
  organ: Type.String({ maxLength: 60 }),
  name: Type.String({ minLength: 2, maxLength: 100, pattern: "\\S" }),
  /** The words of a special seal (专用章); null for the organ's own. */
  sealText: Type.Union([Type.String({ minLength: 2, maxLength: 40 }), Type.Null()]),
  custodian: Type.String({ minLength: 2, maxLength: 60, pattern: "\\S" }),
  validFrom: Day,
  validTo: Day,
  /** X.509 in PEM, where one certificate alone may stand for it. */
  certificate: Type.Union([Type.String({ maxLength: 20_000 }), Type.Null()]),
  /** PNG or JPEG in base64, at most 200 KB. */
  impression: Type.Union([Type.String({ maxLength: 300_000 }), Type.Null()]),
});
export type ProposeSealRequest = Static<typeof ProposeSealRequest>;
export const ProposeSealAnswer = Type.Object({ id: Type.String() });
export type ProposeSealAnswer = Static<typeof ProposeSealAnswer>;

/** GET /api/seals — the seals that the reader may see, what waits for approval first. */
export const SealsAnswer = Type.Object({
  /** The organs that the reader may propose a seal for. */
  organs: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** The reader keeps the register: each seal has a page for them. */
  keeps: Type.Boolean(),
  seals: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      organName: Bilingual,
      sealText: Type.Union([Type.String(), Type.Null()]),
      custodian: Type.String(),
      status: Type.String(),
      statusName: Bilingual,
      live: Type.Boolean(),
      validFrom: Type.String(),
      validTo: Type.String(),
      /** There is an image: GET /api/seals/:id/impression. */
      impression: Type.Boolean(),
    }),
  ),
});
export type SealsAnswer = Static<typeof SealsAnswer>;

/** A seal as its page shows it beside its fields. */
export const SealPart = Type.Object({
  moves: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** There is an image: GET /api/seals/:id/impression. */
  impression: Type.Boolean(),
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
