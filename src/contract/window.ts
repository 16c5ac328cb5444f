import { type Static, Type } from "typebox";
import { GivenOtherwise, ReceiptAnswer } from "./cases.ts";
import { Bilingual } from "./common.ts";
import { QueryCodeAnswer } from "./ratings.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Name = Type.String({ minLength: 1, maxLength: 100 });
const Number18 = Type.String({ minLength: 1, maxLength: 30 });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

const Counter = Type.Object({ id: Type.String(), name: Bilingual, kind: Type.String() });

/** A service centre or a station with its counters. */
export const HallAnswer = Type.Object({
  id: Type.String(),
  name: Bilingual,
  kind: Type.Union([Type.Literal("hall"), Type.Literal("station")]),
  address: Bilingual,
  counters: Type.Array(Counter),
  queues: Type.Array(Counter),
});
export type HallAnswer = Static<typeof HallAnswer>;

/** One case that I took in. */
export const TakenInLine = Type.Object({
  caseNo: Type.String(),
  matterName: Bilingual,
  applicantName: Type.String(),
  byAgent: Type.Boolean(),
  hallName: Bilingual,
  at: Type.String(),
  stateName: Bilingual,
});
export type TakenInLine = Static<typeof TakenInLine>;

/** GET /api/window — halls I may work at, where the card reader's bridge listens, and what I took in. */
export const WindowAnswer = Type.Object({
  halls: Type.Array(HallAnswer),
  cardReader: Type.String(),
  takenIn: Type.Array(TakenInLine),
});
export type WindowAnswer = Static<typeof WindowAnswer>;

/** GET /api/window/matters?hall=&q= — what may be taken in here, by me. */
export const WindowMatters = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      organName: Bilingual,
      kindName: Bilingual,
      /** Registers that its applicants may be in. */
      registers: Type.Array(
        Type.Object({ id: Type.String(), name: Bilingual, key: Bilingual, person: Type.Boolean() }),
      ),
      agent: Type.Boolean(),
      letter: Type.Object({
        id: Type.String(),
        name: Bilingual,
        /** The matter asks for it by itself. */
        asked: Type.Boolean(),
        types: Type.Array(Type.String()),
        maxBytes: Type.Number(),
      }),
      /** At a station: how often it is asked for in the district's time, whose it is there; null elsewhere. */
      route: Type.Union([
        Type.Null(),
        Type.Object({
          frequency: Type.Union([Type.Literal("high"), Type.Literal("middle"), Type.Literal("low")]),
          count: Type.Number(),
          specialists: Type.Array(Type.String()),
          /** Why I do not take it in; null where I do. */
          refused: Type.Union([Bilingual, Type.Null()]),
        }),
      ]),
      /** Fields of the form that the window fills in: the applicant's number, whether an agent came, name and number. */
      fields: Type.Object({
        key: NullableString,
        declared: NullableString,
        name: NullableString,
        idNo: NullableString,
      }),
    }),
  ),
});
export type WindowMatters = Static<typeof WindowMatters>;

const Applicant = Type.Object({ register: Name, key: Number18, name: Name });

/** POST /api/window/applicant — is this number this name, and what do the registers know for the form? */
export const WindowApplicantRequest = Type.Object({ matter: Name, hall: Name, applicant: Applicant });
export type WindowApplicantRequest = Static<typeof WindowApplicantRequest>;

export const WindowApplicantAnswer = Type.Object({
  name: Type.String(),
  values: Type.Record(Type.String(), Type.Unknown()),
  sources: Type.Record(Type.String(), Bilingual),
  /** Who represents a firm by law; null for a person. */
  representative: NullableString,
});
export type WindowApplicantAnswer = Static<typeof WindowApplicantAnswer>;

/**
 * POST /api/window/papers — what the party at hand has already, material by material, for the clerk who takes in for it:
 * as /api/matters/:id/papers for oneself, with numbers of persons starred. Answers `PapersAnswer`.
 */
export const WindowPapersRequest = Type.Object({ ...WindowApplicantRequest.properties });
export type WindowPapersRequest = Static<typeof WindowPapersRequest>;

const Read = Type.Union([Type.Literal("card"), Type.Literal("typed")]);
const Paper = Type.Object({
  originals: Type.Integer({ minimum: 0, maximum: 99 }),
  copies: Type.Integer({ minimum: 0, maximum: 99 }),
});

/** POST /api/window/cases with `idempotency-key` — a clerk hands in for who came; answers the receipt. */
export const WindowIntakeRequest = Type.Object({
  matter: Name,
  hall: Name,
  counter: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  ticket: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  applicant: Applicant,
  /** Who came: the applicant, who represents it by law, or an agent. */
  visitor: Type.Object({ name: Name, idNo: Number18, read: Read }),
  /** The last day of the letter of authority, where an agent came. */
  letterUntil: Type.Union([Day, Type.Null()]),
  values: Type.Record(Type.String(), Type.Unknown()),
  /** material id → SHA-256 of files sent before. */
  materials: Type.Record(Type.String(), Type.Array(Type.String())),
  ...GivenOtherwise.properties,
  /** material id → how much of it is paper. */
  paper: Type.Record(Type.String(), Paper),
  /** Why once more, while one is under way. */
  again: Type.Union([Type.String({ maxLength: 500 }), Type.Null()]),
});
export type WindowIntakeRequest = Static<typeof WindowIntakeRequest>;

/**
 * What POST /api/window/cases answers: the receipt, how far the case is at once (即来即办), and its query code. The code is
 * shown this once; asked again later with the same key it is null, and a new one is given against the card.
 */
export const WindowReceiptAnswer = Type.Object({
  ...ReceiptAnswer.properties,
  stateName: Bilingual,
  outcomeName: Type.Union([Bilingual, Type.Null()]),
  queryCode: Type.Union([QueryCodeAnswer, Type.Null()]),
});
export type WindowReceiptAnswer = Static<typeof WindowReceiptAnswer>;

/** POST /api/window/cases/:caseNo/receipt — the receipt as paper, with the query code that was just shown; a PDF. */
export const WindowReceiptRequest = Type.Object({ code: Type.String({ maxLength: 20 }) });
export type WindowReceiptRequest = Static<typeof WindowReceiptRequest>;

/** POST /api/window/cases/:caseNo/query-code with `idempotency-key` — a new query code against the card; the old one dies. */
export const QueryCodeRequest = Type.Object({
  hall: Name,
  visitor: Type.Object({ name: Name, idNo: Number18, read: Read }),
  letterSeen: Type.Boolean(),
});
export type QueryCodeRequest = Static<typeof QueryCodeRequest>;

/** POST /api/window/blank — the form on paper, filled with what is known, to be signed; answers a PDF. */
export const WindowBlankRequest = Type.Object({
  matter: Name,
  hall: Name,
  applicantName: Type.String({ maxLength: 100 }),
  values: Type.Record(Type.String(), Type.Unknown()),
});
export type WindowBlankRequest = Static<typeof WindowBlankRequest>;

/** GET/PUT /api/window/draft — what I had begun to take in, as the page keeps it. */
export const WindowDraft = Type.Object({ data: Type.Record(Type.String(), Type.Unknown()) });
export type WindowDraft = Static<typeof WindowDraft>;

const Way = Type.Union([Type.Literal("collected"), Type.Literal("posted"), Type.Literal("online")]);

/** GET /api/window/deliveries?hall=&q= — results that wait to be handed over, and what this hall gave out. */
export const DeliveriesAnswer = Type.Object({
  waiting: Type.Array(
    Type.Object({
      caseNo: Type.String(),
      task: Type.String(),
      version: Type.Number(),
      title: Bilingual,
      matterName: Bilingual,
      organName: Bilingual,
      applicantName: Type.String(),
      since: Type.String(),
      /** The last day of delivery (行政许可法 art. 44), and whether it is past. */
      due: NullableString,
      overdue: Type.Boolean(),
    }),
  ),
  handedOut: Type.Array(
    Type.Object({
      caseNo: Type.String(),
      title: Bilingual,
      clerk: Type.String(),
      way: Way,
      byAgent: Type.Boolean(),
      carrier: NullableString,
      tracking: NullableString,
      at: Type.String(),
    }),
  ),
});
export type DeliveriesAnswer = Static<typeof DeliveriesAnswer>;

/**
 * GET /api/window/deliveries/:caseNo?hall= — the papers that are handed over; GET /api/window/cases/:caseNo/papers — those
 * that were issued while the person stood there (即来即办), each printed by its id.
 */
export const DeliveryPapers = Type.Object({
  items: Type.Array(
    Type.Object({ id: Type.String(), title: Bilingual, number: Type.String(), ready: Type.Boolean() }),
  ),
});
export type DeliveryPapers = Static<typeof DeliveryPapers>;

/** POST /api/window/deliveries/:caseNo with `idempotency-key` — hand a result over. */
export const HandOverRequest = Type.Object({
  task: Type.String({ maxLength: 100 }),
  version: Type.Integer(),
  hall: Name,
  way: Way,
  receiver: Type.Object({ name: Name, idNo: Type.Union([Number18, Type.Null()]) }),
  letterSeen: Type.Boolean(),
  carrier: Type.Union([Type.String({ maxLength: 50 }), Type.Null()]),
  tracking: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
  note: Type.Union([Type.String({ maxLength: 1000 }), Type.Null()]),
});
export type HandOverRequest = Static<typeof HandOverRequest>;
