import { type Static, Type } from "typebox";
import { Bilingual, CaseKind, ClockAnswer, NamedElement, page, ShownField } from "./common.ts";
import { FollowUpPart } from "./follow-up.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/**
 * POST /api/uploads announces a file by the tus protocol (tus.io, 1.0.0): header `upload-length`, and
 * `upload-metadata` with `matter`, `material` and `name`; its bytes follow by PATCH at the address it answers.
 * POST /api/files {upload}: an upload whose bytes are all there becomes a file, kept by content.
 */
export const KeepFileRequest = Type.Object({
  /** The last part of the upload's address. */
  upload: Type.String(),
  /** What the sender's own clock says while it asks, so that times in a photo can be told from a clock that is wrong. */
  phoneAt: Type.Optional(Type.String({ maxLength: 40 })),
});

/**
 * GET /api/cases/:caseNo/files/:sha256 shows a file of a case to those who may see it.
 */
export const FileAnswer = Type.Object({
  sha256: Type.String(),
  name: Type.String(),
  type: Type.String(),
  bytes: Type.Number(),
});
export type FileAnswer = Static<typeof FileAnswer>;

/** POST /api/cases with header `idempotency-key`. Sending it twice gives the same receipt. */
/** Materials that are not uploaded: certificates that exist already, and what is promised for later (容缺). */
export const GivenOtherwise = Type.Object({
  /** material id → identifiers of the applicant's certificates. */
  certificates: Type.Optional(
    Type.Record(Type.String(), Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })),
  ),
  deferral: Type.Optional(
    Type.Object({
      materials: Type.Array(Type.String(), { maxItems: 50 }),
      /** The applicant's name as typed under the promise. */
      signedBy: Type.String({ maxLength: 100 }),
    }),
  ),
  /** 告知承诺: the applicant's name under what the guide's `commitment` tells and has promised. */
  commitment: Type.Optional(Type.Object({ signedBy: Type.String({ maxLength: 100 }) })),
});

export const ApplyRequest = Type.Object({
  matter: Type.String(),
  values: Type.Record(Type.String(), Type.Unknown()),
  /** material id → SHA-256 of files sent before. */
  materials: Type.Record(Type.String(), Type.Array(Type.String())),
  ...GivenOtherwise.properties,
});
export type ApplyRequest = Static<typeof ApplyRequest>;

/** The receipt (收件凭证), given only after the case is durable. */
export const ReceiptAnswer = Type.Object({
  caseNo: Type.String(),
  receivedAt: Type.String(),
  entryHash: Type.String(),
  document: Type.String(),
});
export type ReceiptAnswer = Static<typeof ReceiptAnswer>;

export const CaseSummary = Type.Object({
  caseNo: Type.String(),
  kind: CaseKind,
  matterName: Bilingual,
  title: Bilingual,
  applicantName: Type.String(),
  /** An agent handed it in (代办). */
  byAgent: Type.Boolean(),
  /** The agent's name, masked for those who oversee; null where nobody acts. */
  agent: NullableString,
  state: Type.String(),
  stateName: Bilingual,
  outcome: NullableString,
  outcomeName: Type.Union([Bilingual, Type.Null()]),
  organName: Bilingual,
  place: Bilingual,
  receivedAt: Type.String(),
  closedAt: NullableString,
  clock: Type.Union([ClockAnswer, Type.Null()]),
  /** Until when promised material (容缺) is still owed, `YYYY-MM-DD`. */
  owedBy: NullableString,
  /** Something is asked of the person who reads this. */
  needsMe: Type.Boolean(),
});
export type CaseSummary = Static<typeof CaseSummary>;
/**
 * GET /api/desk/cases?q=&matter=&state=&organ=&light=&from=&to=&sort=&cursor= — every case I may see, and
 * GET /api/my/cases?q=&matter=&open=&from=&to=&cursor= — the cases I applied for, and those
 * filed in the name of what I am known as, newest first.
 */
export const CasePage = page(CaseSummary);
export type CasePage = Static<typeof CasePage>;

/**
 * A task offered to the reader. Its form is JSON Schema with the same `x-` keywords as the application form;
 * `x-confirm: {when?, zh, en}` at its root asks once more before something that cannot be taken back;
 * a list to pick from (`x-widget: "officers"`) stands in `items.oneOf`; `x-widget: "materials"` is an object of
 * material id → SHA-256 of files, for the materials whose verdict asks for mending; `x-widget: "fieldVerdicts"` is a
 * list [{field, name, reason, requirement}] of faulty fields of the application, of those in its `x-fields`
 * [{field, label, value, before?}]; `x-widget: "correctedForm"` is an object of those fields alone, each with the
 * verdict on it in `x-verdict`.
 */
export const TaskAnswer = Type.Object({
  id: Type.String(),
  element: Type.String(),
  name: Bilingual,
  role: Type.String(),
  optional: Type.Boolean(),
  dueAt: NullableString,
  /**
   * What a legal period says of itself: how long, from when, and each pause of the case's clock that it does not count,
   * in words; `paused` while one lasts. Null where the day is no period's end, or the calendar does not reach it.
   */
  period: Type.Union([
    Type.Null(),
    Type.Object({
      limit: Type.String(),
      from: Type.String(),
      pauses: Type.Array(Bilingual),
      paused: Type.Boolean(),
    }),
  ]),
  /** Null when the reader may complete it; otherwise why not (role, separation of duty). */
  refused: Type.Union([Bilingual, Type.Null()]),
  form: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  values: Type.Record(Type.String(), Type.Unknown()),
  /**
   * There where the reader may give it to a party without an account by a link: whom and for how many days as the
   * matter proposes, and what of the case that party is shown.
   */
  outside: Type.Union([
    Type.Null(),
    Type.Object({ to: NullableString, days: Type.Integer(), shown: Type.Array(Bilingual) }),
  ]),
  /** What completing it brings about, said before it is done. */
  effect: Type.Optional(Bilingual),
  /** What comes of it when nobody has done it by `dueAt` (the form's `x-otherwise`). */
  otherwise: Type.Optional(Bilingual),
  /** What the reader may do with it beside doing it (领取, 放回, 转办). */
  ways: Type.Array(Type.Union([Type.Literal("claim"), Type.Literal("giveBack"), Type.Literal("transfer")])),
  /** Earlier tasks that the reader may return it to (退回). */
  returns: Type.Array(
    Type.Object({
      element: Type.String(),
      name: Bilingual,
      /** Returning ends the joint review (会签) that it is a part of, whoever has still to sign. */
      endsReview: Type.Boolean(),
    }),
  ),
  /** Who has taken it or was given it. */
  takenBy: Type.Union([Bilingual, Type.Null()]),
  /** From which later task it was returned, and why. */
  returned: Type.Union([Type.Object({ from: Bilingual, reason: Type.String() }), Type.Null()]),
});
export type TaskAnswer = Static<typeof TaskAnswer>;

/** How long something of a closed case is kept and by what rule, or that it was destroyed and by which list. */
export const RetentionNote = Type.Object({ destroyed: Type.Boolean(), said: Bilingual });

/** A file handed in for a case. `latest` is false where a later supplement brought others for its material. */
export const FileOnCase = Type.Object({
  ...FileAnswer.properties,
  handedInAt: Type.String(),
  latest: Type.Boolean(),
  retention: Type.Union([RetentionNote, Type.Null()]),
});
export type FileOnCase = Static<typeof FileOnCase>;

export const CertificateOnCase = Type.Object({
  identifier: Type.String(),
  name: Type.String(),
  number: Type.String(),
  organ: NullableString,
  issuedOn: NullableString,
  validTo: NullableString,
  verifiedAt: Type.String(),
});
export type CertificateOnCase = Static<typeof CertificateOnCase>;

export const MaterialOnCase = Type.Object({
  id: Type.String(),
  name: Bilingual,
  required: Type.Boolean(),
  /** The latest handed in first. */
  files: Type.Array(FileOnCase),
  /** Certificates that stand for it, checked in the register when it was handed in. */
  certificates: Type.Array(CertificateOnCase),
  /** Until when it is owed, where it was promised for later (容缺), `YYYY-MM-DD`. */
  owedBy: NullableString,
  /** The register that answers for it: it is never asked for. */
  shared: Type.Union([Bilingual, Type.Null()]),
  /** The clerk's verdict, when given. */
  verdict: Type.Union([
    Type.Null(),
    /** Where it is not accepted: what is wrong, and what is asked, as the correction notice lists it. */
    Type.Object({ accepted: Type.Boolean(), reason: NullableString, requirement: NullableString }),
  ]),
});
export type MaterialOnCase = Static<typeof MaterialOnCase>;

/** A numbered document. GET /api/documents/:id gives its PDF once `status` is `ready`. */
export const DocumentAnswer = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Bilingual,
  kind: Type.String(),
  issuedAt: Type.String(),
  status: Type.Union([Type.Literal("pending"), Type.Literal("ready"), Type.Literal("failed")]),
  retention: Type.Union([RetentionNote, Type.Null()]),
});
export type DocumentAnswer = Static<typeof DocumentAnswer>;

export const HistoryLine = Type.Object({
  seq: Type.Number(),
  at: Type.String(),
  actor: Bilingual,
  sentence: Bilingual,
  hash: Type.String(),
});
export type HistoryLine = Static<typeof HistoryLine>;

export const FormField = Type.Object({
  name: Type.String(),
  label: Bilingual,
  value: Bilingual,
  /** What stood there before it was last corrected (补正); empty where nothing did. */
  before: Type.Optional(Bilingual),
  /** The page of what the value names (`x-place` of the form). */
  href: Type.Optional(Type.String()),
  masked: Type.Boolean(),
});

/** An open ad-hoc subprocess (临时子流程) and what may be begun in it. */
export const OfferAnswer = Type.Object({
  scope: Type.String(),
  /** Empty where it is drawn without one. */
  name: Bilingual,
  activities: Type.Array(
    Type.Object({
      ...NamedElement.properties,
      /** How often it is open now. */
      open: Type.Number(),
      /** Null when the reader may begin it; otherwise why not. */
      refused: Type.Union([Bilingual, Type.Null()]),
    }),
  ),
});
export type OfferAnswer = Static<typeof OfferAnswer>;

/** GET /api/cases/:caseNo — one page for applicant and staff; what each may see differs. */
export const CaseAnswer = Type.Object({
  summary: CaseSummary,
  version: Type.Number(),
  /** The matter it runs under: files of a supplement are sent for it. */
  matter: Type.Optional(Type.String()),
  organName: Bilingual,
  division: Bilingual,
  heldBy: Type.Array(Bilingual),
  form: Type.Array(FormField),
  /** The reader is sent the part that their tasks need, and nothing else of form, materials, documents and findings. */
  partial: Type.Boolean(),
  /** Its personal data was erased when its time was over. */
  erased: Type.Boolean(),
  /**
   * There where the reader may see the personal data whole for a reason: the reasons offered, and until when it is
   * shown, having said one.
   */
  reveal: Type.Union([Type.Null(), Type.Object({ until: NullableString, reasons: Type.Array(Bilingual) })]),
  materials: Type.Array(MaterialOnCase),
  tasks: Type.Array(TaskAnswer),
  documents: Type.Array(DocumentAnswer),
  records: Type.Array(Type.Object({ register: Type.String(), id: Type.String(), name: Bilingual })),
  /** The check that the decision opened (审管联动). */
  followUp: Type.Union([FollowUpPart, Type.Null()]),
  failures: Type.Array(Type.Object({ element: Type.String(), message: Bilingual, next: Bilingual })),
  history: Type.Array(HistoryLine),
  chain: Type.Object({ entries: Type.Number(), intact: Type.Boolean(), head: Type.String() }),
  /** There where the reader may end the case (终止): what the law says first, and the notice the applicant gets. */
  cancel: Type.Union([
    Type.Null(),
    Type.Object({
      warning: Type.Union([Bilingual, Type.Null()]),
      notice: Type.Union([Bilingual, Type.Null()]),
    }),
  ]),
  /** What its open ad-hoc subprocesses offer. */
  offers: Type.Array(OfferAnswer),
  /** A rule was asked about it: GET …/grounds says what it came to. */
  byRule: Type.Boolean(),
  /** The reader may move it by hand to another step (移动). */
  move: Type.Boolean(),
  /** Whether cases of its matter may be merged as one event (并案). */
  fusion: Type.Boolean(),
  /** Who looked at the applicant's data, when and why (shown to the applicant and the auditor). */
  views: Type.Array(Type.Object({ at: Type.String(), who: Type.String(), why: Bilingual })),
});
export type CaseAnswer = Static<typeof CaseAnswer>;

/** POST /api/cases/:caseNo/reveal — why the reader is to see the personal data whole; answers until when it is shown. */
export const RevealRequest = Type.Object({
  reason: Type.String({ minLength: 2, maxLength: 300, pattern: "\\S" }),
});
export type RevealRequest = Static<typeof RevealRequest>;
export const RevealAnswer = Type.Object({ until: Type.String() });
export type RevealAnswer = Static<typeof RevealAnswer>;

/** POST /api/cases/:caseNo/tasks/:task/complete with header `idempotency-key`. */
export const CompleteTaskRequest = Type.Object({
  version: Type.Number(),
  values: Type.Record(Type.String(), Type.Unknown()),
});
export type CompleteTaskRequest = Static<typeof CompleteTaskRequest>;
export const CompleteTaskAnswer = Type.Object({
  caseNo: Type.String(),
  version: Type.Number(),
  /** What is now true, in words: 「已受理，最迟10月12日办结」. */
  said: Bilingual,
});
export type CompleteTaskAnswer = Static<typeof CompleteTaskAnswer>;

/** GET /api/public/verify/:identifier — no sign-in. */
export const PublicVerification = Type.Object({
  found: Type.Boolean(),
  /** What the code stands on; a notice has no validity, only an origin. */
  kind: Type.Union([Type.Literal("certificate"), Type.Literal("notice")]),
  identifier: Type.String(),
  status: Type.String(),
  statusName: Bilingual,
  fields: Type.Array(ShownField),
  issuedAt: NullableString,
  validTo: NullableString,
  organName: Type.Union([Bilingual, Type.Null()]),
  signature: Type.Union([
    Type.Null(),
    Type.Object({ valid: Type.Boolean(), signer: Bilingual, at: NullableString }),
  ]),
});
export type PublicVerification = Static<typeof PublicVerification>;
