import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Id = Type.String({ minLength: 1, maxLength: 100 });

/** GET /api/halls — where people are served in person; open to all. */
export const HallsAnswer = Type.Object({
  /** The local day that it is. */
  today: Type.String(),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      kind: Type.Union([Type.Literal("hall"), Type.Literal("station")]),
      /** Whose clerks stand at its counters. */
      organ: Type.String(),
      address: Bilingual,
      hours: Type.Array(Type.Object({ from: Type.String(), to: Type.String() })),
      daysAhead: Type.Union([Type.Number(), Type.Null()]),
      queues: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, waiting: Type.Number() })),
    }),
  ),
});
export type HallsAnswer = Static<typeof HallsAnswer>;

/** GET /api/halls/:hall/slots?day= — what may be booked on a day. */
export const SlotsAnswer = Type.Object({
  day: Type.String(),
  open: Type.Boolean(),
  slots: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), free: Type.Number() })),
});
export type SlotsAnswer = Static<typeof SlotsAnswer>;

/** POST /api/appointments — book a visit for myself. */
export const AppointmentRequest = Type.Object({
  hall: Id,
  matter: Id,
  day: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
  from: Type.String({ pattern: "^\\d{2}:\\d{2}$" }),
});
export type AppointmentRequest = Static<typeof AppointmentRequest>;

export const AppointmentAnswer = Type.Object({
  id: Type.String(),
  hall: Type.String(),
  hallName: Bilingual,
  matterName: Bilingual,
  day: Type.String(),
  from: Type.String(),
  to: Type.String(),
  status: Type.Union([
    Type.Literal("booked"),
    Type.Literal("cancelled"),
    Type.Literal("arrived"),
    Type.Literal("missed"),
  ]),
});
export type AppointmentAnswer = Static<typeof AppointmentAnswer>;

const Status = Type.Union([
  Type.Literal("waiting"),
  Type.Literal("called"),
  Type.Literal("serving"),
  Type.Literal("served"),
  Type.Literal("skipped"),
  Type.Literal("left"),
]);

/** A number as whoever holds it sees it. `minutes` is an estimate, null where there is nothing to go by. */
export const TicketAnswer = Type.Object({
  id: Type.String(),
  label: Type.String(),
  hall: Type.String(),
  hallName: Bilingual,
  queueName: Bilingual,
  status: Status,
  counterName: Type.Union([Bilingual, Type.Null()]),
  ahead: Type.Number(),
  minutes: Type.Union([Type.Number(), Type.Null()]),
  takenAt: Type.String(),
});
export type TicketAnswer = Static<typeof TicketAnswer>;

/** POST /api/halls/:hall/tickets — take a number: one's own by telephone, or for who stands at the desk. */
export const TicketRequest = Type.Object({
  queue: Type.String({ pattern: "^[A-Z]$" }),
  matter: Type.Union([Id, Type.Null()]),
  appointment: Type.Union([Id, Type.Null()]),
});
export type TicketRequest = Static<typeof TicketRequest>;

/** GET /api/my/visits — my bookings and today's numbers. */
export const VisitsAnswer = Type.Object({
  appointments: Type.Array(AppointmentAnswer),
  tickets: Type.Array(TicketAnswer),
});
export type VisitsAnswer = Static<typeof VisitsAnswer>;

/** GET /api/halls/:hall/board — what the hall's display shows; numbers and counters, nobody's name. */
export const BoardAnswer = Type.Object({
  hallName: Bilingual,
  at: Type.String(),
  /** Called or being served, the latest call first. */
  called: Type.Array(
    Type.Object({
      label: Type.String(),
      counterName: Bilingual,
      calls: Type.Number(),
      serving: Type.Boolean(),
    }),
  ),
  queues: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      waiting: Type.Number(),
      next: Type.Array(Type.String()),
      minutes: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
});
export type BoardAnswer = Static<typeof BoardAnswer>;

const DeskTicket = Type.Object({
  id: Type.String(),
  label: Type.String(),
  queue: Type.String(),
  queueName: Bilingual,
  status: Status,
  matter: NullableString,
  matterName: Type.Union([Bilingual, Type.Null()]),
  appointment: Type.Boolean(),
  counter: NullableString,
  mine: Type.Boolean(),
  takenAt: Type.String(),
  calls: Type.Number(),
});

/** GET /api/desk/halls/:hall/queue — the queue as its clerks see it, and the day's figures. */
export const QueueAnswer = Type.Object({
  tickets: Type.Array(DeskTicket),
  /** Visits booked for today and not here yet. */
  expected: Type.Array(
    Type.Object({ id: Type.String(), from: Type.String(), name: Type.String(), matterName: Bilingual }),
  ),
  figures: Type.Object({
    taken: Type.Number(),
    waiting: Type.Number(),
    served: Type.Number(),
    skipped: Type.Number(),
    missed: Type.Number(),
    /** Minutes from taking the number to the first call, and at the counter; null where nobody was called or served. */
    meanWait: Type.Union([Type.Number(), Type.Null()]),
    longestWait: Type.Union([Type.Number(), Type.Null()]),
    meanService: Type.Union([Type.Number(), Type.Null()]),
  }),
});
export type QueueAnswer = Static<typeof QueueAnswer>;

/** POST /api/desk/halls/:hall/call — call who is next for this counter. */
export const CallRequest = Type.Object({ counter: Type.String({ minLength: 1, maxLength: 20 }) });

/** POST /api/desk/tickets/:id — what becomes of a number. */
export const TicketActRequest = Type.Object({
  act: Type.Union([
    Type.Literal("recall"),
    Type.Literal("serve"),
    Type.Literal("finish"),
    Type.Literal("skip"),
    Type.Literal("transfer"),
  ]),
  counter: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  /** The queue it is passed on to. */
  queue: Type.Union([Type.String({ pattern: "^[A-Z]$" }), Type.Null()]),
});
export type TicketActRequest = Static<typeof TicketActRequest>;
