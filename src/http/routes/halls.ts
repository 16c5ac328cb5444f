import { type Static, Type } from "typebox";
import { canServeAtHall, storeContextOf, type Principal } from "#access";
import { isWorkingDay } from "#calendar";
import {
  AppointmentAnswer,
  AppointmentRequest,
  BoardAnswer,
  HallsAnswer,
  SlotsAnswer,
  TicketAnswer,
  TicketRequest,
  VisitsAnswer,
} from "#contract";
import { isInForce, slotsOn, takesIn, type Hall } from "#district";
import {
  dayAfter,
  err,
  localDateOf,
  ok,
  parseLocalDate,
  problem,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import {
  bookAppointment,
  cancelAppointment,
  countBooked,
  findTicket,
  listAppointments,
  listTickets,
  listTicketsOf,
  moveTicket,
  systemContext,
  takeTicket,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { appointmentAnswer, boardAnswer, labelOf, ticketAnswer } from "../views/hall-answer.ts";

const HallPath = Type.Object({ hall: Type.String({ maxLength: 100 }) });
const IdPath = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Day = Type.Object({ day: Type.String({ maxLength: 20 }) });

/** Visiting a hall: what is open, what is booked, and the number one takes. */
export function registerHallRoutes(app: App, platform: Platform): void {
  registerOpenRoutes(app, platform);
  registerBooking(app, platform);
  registerTickets(app, platform);
}

/** Without signing in: where the halls are, what is free, and what the display shows. */
function registerOpenRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  const system = systemContext(pack.code);
  const today = (): LocalDate => localDateOf(platform.now());

  app.get("/api/halls", { schema: { response: { 200: HallsAnswer } } }, async (_request, reply) => {
    const items = await Promise.all(
      [...pack.halls.values()].map(async (hall) => {
        const tickets = await listTickets(platform.store, system, hall.id, today());
        const { queues } = boardAnswer(hall, tickets, platform.now());
        const { id, name, kind, organ, address, hours, appointments } = hall;
        return {
          id,
          name,
          kind,
          organ,
          address,
          hours: [...hours],
          daysAhead: appointments?.daysAhead ?? null,
          queues: queues.map((queue) => ({ id: queue.id, name: queue.name, waiting: queue.waiting })),
        };
      }),
    );
    return reply.send({ today: today(), items } as Static<typeof HallsAnswer>);
  });

  app.get(
    "/api/halls/:hall/slots",
    { schema: { params: HallPath, querystring: Day, response: { 200: SlotsAnswer } } },
    async (request, reply) => {
      const hall = hallOf(platform, request.params.hall);
      if (!hall.ok) return sendProblem(reply, hall.error);
      const day = parseLocalDate(request.query.day);
      if (!day.ok) return sendProblem(reply, day.error);
      const open = isBookable(platform, hall.value, day.value);
      const booked = await countBooked(platform.store, system, hall.value.id, day.value);
      const perSlot = hall.value.appointments?.perSlot ?? 0;
      const now = platform.now();
      const slots = open ? slotsOn(hall.value, day.value).filter(({ startsAt }) => startsAt > now) : [];
      return reply.send({
        day: day.value,
        open,
        slots: slots.map(({ from, to, startsAt }) => ({
          from,
          to,
          free: Math.max(0, perSlot - (booked.get(startsAt) ?? 0)),
        })),
      });
    },
  );

  app.get(
    "/api/halls/:hall/board",
    { schema: { params: HallPath, response: { 200: BoardAnswer } } },
    async (request, reply) => {
      const hall = hallOf(platform, request.params.hall);
      if (!hall.ok) return sendProblem(reply, hall.error);
      const tickets = await listTickets(platform.store, system, hall.value.id, today());
      return reply.send(boardAnswer(hall.value, tickets, platform.now()));
    },
  );
}

function registerBooking(app: App, platform: Platform): void {
  const { pack } = platform.work;
  const system = systemContext(pack.code);

  app.post(
    "/api/appointments",
    { schema: { body: AppointmentRequest, response: { 200: AppointmentAnswer } } },
    async (request, reply) => {
      const visitor = requireVisitor(request);
      if (!visitor.ok) return sendProblem(reply, visitor.error);
      const wanted = wantedVisit(platform, request.body);
      if (!wanted.ok) return sendProblem(reply, wanted.error);
      const { hall, slot, day } = wanted.value;
      const row = {
        id: platform.work.newId(),
        hall: hall.id,
        organ: hall.organ,
        account: visitor.value.account.id,
        name: visitor.value.account.name,
        matter: request.body.matter,
        day,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
        bookedAt: platform.now(),
      };
      const booked = await bookAppointment(platform.store, system, row, wanted.value.rule);
      if (!booked.ok) return sendProblem(reply, booked.error);
      return reply.send(appointmentAnswer(pack, { ...row, status: "booked" }));
    },
  );

  app.delete("/api/appointments/:id", { schema: { params: IdPath } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { id: account } = principal.value.account;
    const done = await cancelAppointment(platform.store, system, request.params.id, account, platform.now());
    return done ? reply.send({}) : sendProblem(reply, problem("APPOINTMENT_UNKNOWN"));
  });

  app.get("/api/my/visits", { schema: { response: { 200: VisitsAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const context = storeContextOf(principal.value, pack.code);
    const { id: account } = principal.value.account;
    const day = localDateOf(platform.now());
    const [appointments, mine] = await Promise.all([
      listAppointments(platform.store, context, { account }),
      listTicketsOf(platform.store, context, account, day),
    ]);
    const tickets = await Promise.all(
      mine.map(async (ticket) => {
        const hall = pack.halls.get(ticket.hall);
        if (hall === undefined) return [];
        const line = await listTickets(platform.store, system, hall.id, day);
        return [ticketAnswer(hall, line, ticket, platform.now())];
      }),
    );
    return reply.send({
      appointments: appointments.map((each) => appointmentAnswer(pack, each)),
      tickets: tickets.flat(),
    });
  });
}

function registerTickets(app: App, platform: Platform): void {
  const system = systemContext(platform.work.pack.code);

  app.post(
    "/api/halls/:hall/tickets",
    { schema: { params: HallPath, body: TicketRequest, response: { 200: TicketAnswer } } },
    async (request, reply) => {
      const taking = takerOf(platform, request, request.params.hall);
      if (!taking.ok) return sendProblem(reply, taking.error);
      const { hall, account } = taking.value;
      const { queue, matter, appointment } = request.body;
      if (!hall.queues.some(({ id }) => id === queue)) return sendProblem(reply, problem("QUEUE_UNKNOWN"));
      const at = platform.now();
      const day = localDateOf(at);
      if (!isOpenDay(platform, day)) return sendProblem(reply, closed(hall));
      const waiting = account === null ? [] : await listTicketsOf(platform.store, system, account, day);
      const held = waiting.find(
        ({ status, hall: of }) => of === hall.id && (status === "waiting" || status === "called"),
      );
      if (held !== undefined) return sendProblem(reply, problem("TICKET_ALREADY", { label: labelOf(held) }));
      const row = await takeTicket(platform.store, system, {
        id: platform.work.newId(),
        hall: hall.id,
        organ: hall.organ,
        day,
        queue,
        account,
        matter: matter !== null && platform.work.pack.matters.has(matter) ? matter : null,
        appointment,
        at,
      });
      if (row === undefined) return sendProblem(reply, problem("APPOINTMENT_UNKNOWN"));
      platform.live.tell({ event: "hall", data: { hall: hall.id } });
      const line = await listTickets(platform.store, system, hall.id, day);
      return reply.send(ticketAnswer(hall, line, row, at));
    },
  );

  app.delete("/api/tickets/:id", { schema: { params: IdPath } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const context = storeContextOf(principal.value, platform.work.pack.code);
    const ticket = await findTicket(platform.store, context, request.params.id);
    if (ticket === undefined || ticket.account !== principal.value.account.id)
      return sendProblem(reply, problem("TICKET_ELSEWHERE"));
    const left = { status: "left" as const, from: ["waiting" as const, "called" as const] };
    const moved = await moveTicket(platform.store, system, ticket.id, left, platform.now());
    if (moved === undefined) return sendProblem(reply, problem("TICKET_ELSEWHERE"));
    platform.live.tell({ event: "hall", data: { hall: ticket.hall } });
    return send(reply, ok({}));
  });
}

type Asking = Parameters<typeof requirePrincipal>[0];

/** A hall by its id. Errors: HALL_UNKNOWN. */
export function hallOf({ work }: Platform, id: string): Result<Hall, Problem> {
  const hall = work.pack.halls.get(id);
  return hall === undefined ? err(problem("HALL_UNKNOWN", { hall: id })) : ok(hall);
}

/** Somebody who comes for themselves. */
function requireVisitor(request: Asking): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  return principal.value.account.kind === "staff" ? err(problem("APPLICANT_NOT_YOU")) : principal;
}

/** Who takes a number: a visitor for themselves, or a clerk at the desk for whoever stands there. */
function takerOf(
  platform: Platform,
  request: Asking,
  id: string,
): Result<{ readonly hall: Hall; readonly account: string | null }, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const hall = hallOf(platform, id);
  if (!hall.ok) return hall;
  const { account } = principal.value;
  if (account.kind !== "staff") return ok({ hall: hall.value, account: account.id });
  const may = canServeAtHall(principal.value, hall.value);
  return may.allowed ? ok({ hall: hall.value, account: null }) : err(may.problem);
}

const closed = ({ name }: Hall): Problem => problem("HALL_CLOSED", { hall: name.zh, hallEn: name.en });

/** A day that the calendar does not reach is no day to come on. */
function isOpenDay({ work }: Platform, day: LocalDate): boolean {
  const working = isWorkingDay(work.pack.calendar, day);
  return working.ok && working.value;
}

function isBookable(platform: Platform, hall: Hall, day: LocalDate): boolean {
  const today = localDateOf(platform.now());
  const last = hall.appointments === null ? null : dayAfter(today, hall.appointments.daysAhead);
  return last !== null && day >= today && day <= last && isOpenDay(platform, day);
}

/** The slot that a visit is wanted for. Errors: HALL_UNKNOWN, MATTER_UNKNOWN, HALL_CLOSED, SLOT_UNKNOWN. */
function wantedVisit(platform: Platform, wanted: Static<typeof AppointmentRequest>) {
  const hall = hallOf(platform, wanted.hall);
  if (!hall.ok) return hall;
  const { appointments } = hall.value;
  const matter = platform.work.pack.matters.get(wanted.matter);
  const today = localDateOf(platform.now());
  const isServed =
    matter !== undefined &&
    isInForce(matter, today) &&
    matter.window.allowed &&
    (takesIn(hall.value, matter) || hall.value.matters.length === 0);
  if (!isServed) return err(problem("MATTER_UNKNOWN", { matter: wanted.matter }));
  const day = parseLocalDate(wanted.day);
  if (!day.ok) return day;
  if (appointments === null || !isBookable(platform, hall.value, day.value)) return err(closed(hall.value));
  const slot = slotsOn(hall.value, day.value).find(
    ({ from, startsAt }) => from === wanted.from && startsAt > platform.now(),
  );
  if (slot === undefined) return err(problem("SLOT_UNKNOWN"));
  return ok({ hall: hall.value, day: day.value, slot, rule: appointments });
}
