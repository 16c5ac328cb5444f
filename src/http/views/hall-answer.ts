import type { AppointmentAnswer, BoardAnswer, QueueAnswer, TicketAnswer } from "#contract";
import { inBoth, slotsOn, type DistrictPack, type Hall } from "#district";
import { millisOf, type Bilingual, type Instant } from "#kernel";
import type { AppointmentRow, TicketRow } from "#store";

/** A number as it stands on the ticket, e.g. `A012`. */
export const labelOf = ({ letter, number }: Pick<TicketRow, "letter" | "number">): string =>
  `${letter}${String(number).padStart(3, "0")}`;

const MINUTE_MS = 60_000;
/** A counter that called or served so lately is taken to be open. */
const OPEN_MS = 30 * MINUTE_MS;
/** What serving takes until today's own times tell. */
const FIRST_GUESS_MINUTES = 8;

const minutesBetween = (from: Instant, to: Instant): number => (millisOf(to) - millisOf(from)) / MINUTE_MS;
const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0
    ? null
    : Math.round((numbers.reduce((sum, each) => sum + each, 0) / numbers.length) * 10) / 10;

const servingTimes = (tickets: readonly TicketRow[]): readonly number[] =>
  tickets.flatMap(({ status, servingAt, endedAt }) =>
    status === "served" && servingAt !== null && endedAt !== null ? [minutesBetween(servingAt, endedAt)] : [],
  );

/** Minutes until so many before one are served, by today's own serving times and the counters that are open. */
function waitOf(tickets: readonly TicketRow[], queue: string, ahead: number, at: Instant): number | null {
  const open = new Set(
    tickets.flatMap(({ counter, calledAt, queue: of }) =>
      of === queue && counter !== null && calledAt !== null && millisOf(at) - millisOf(calledAt) < OPEN_MS
        ? [counter]
        : [],
    ),
  );
  // Nobody calls: whatever was said would be a guess.
  if (open.size === 0) return null;
  const each = mean(servingTimes(tickets.filter(({ queue: of }) => of === queue))) ?? FIRST_GUESS_MINUTES;
  return Math.ceil((ahead * each) / open.size);
}

/** A ticket as whoever holds it sees it; `tickets` are the hall's of that day in calling order. */
export function ticketAnswer(
  hall: Hall,
  tickets: readonly TicketRow[],
  ticket: TicketRow,
  at: Instant,
): TicketAnswer {
  const line = tickets.filter(({ status, queue }) => status === "waiting" && queue === ticket.queue);
  const place = line.findIndex(({ id }) => id === ticket.id);
  const ahead = Math.max(0, place);
  return {
    id: ticket.id,
    label: labelOf(ticket),
    hall: hall.id,
    hallName: hall.name,
    queueName: queueName(hall, ticket.queue),
    status: ticket.status,
    counterName: ticket.counter === null ? null : counterName(hall, ticket.counter),
    ahead,
    minutes: ticket.status === "waiting" ? waitOf(tickets, ticket.queue, ahead + 1, at) : null,
    takenAt: ticket.takenAt,
  };
}

/** How many of the latest calls the display keeps. */
const SHOWN_CALLS = 6;
const SHOWN_NEXT = 5;

/** What the hall's display shows. */
export function boardAnswer(hall: Hall, tickets: readonly TicketRow[], at: Instant): BoardAnswer {
  const called = tickets
    .filter(({ status }) => status === "called" || status === "serving")
    .toSorted((one, other) => millisOf(other.calledAt ?? at) - millisOf(one.calledAt ?? at))
    .slice(0, SHOWN_CALLS);
  return {
    hallName: hall.name,
    at,
    called: called.map((ticket) => ({
      label: labelOf(ticket),
      counterName: counterName(hall, ticket.counter ?? ""),
      calls: ticket.calls,
      serving: ticket.status === "serving",
    })),
    queues: hall.queues.map(({ id, name }) => {
      const line = tickets.filter(({ status, queue }) => status === "waiting" && queue === id);
      return {
        id,
        name,
        waiting: line.length,
        next: line.slice(0, SHOWN_NEXT).map(labelOf),
        minutes: line.length === 0 ? null : waitOf(tickets, id, line.length, at),
      };
    }),
  };
}

/** The queue as its clerks see it, and the day's figures. */
export function queueAnswer(
  pack: DistrictPack,
  hall: Hall,
  day: { readonly tickets: readonly TicketRow[]; readonly appointments: readonly AppointmentRow[] },
  clerk: string,
): QueueAnswer {
  const { tickets, appointments } = day;
  const live = tickets.filter(({ status }) => status !== "served" && status !== "left");
  const waits = tickets.flatMap(({ calledAt, takenAt, calls }) =>
    calledAt === null || calls === 0 ? [] : [minutesBetween(takenAt, calledAt)],
  );
  const count = (status: TicketRow["status"]): number =>
    tickets.filter((ticket) => ticket.status === status).length;
  return {
    tickets: live.map((ticket) => ({
      id: ticket.id,
      label: labelOf(ticket),
      queue: ticket.queue,
      queueName: queueName(hall, ticket.queue),
      status: ticket.status,
      matter: ticket.matter,
      matterName: ticket.matter === null ? null : matterName(pack, ticket.matter),
      appointment: ticket.appointment !== null,
      counter: ticket.counter,
      mine: ticket.clerk === clerk,
      takenAt: ticket.takenAt,
      calls: ticket.calls,
    })),
    expected: appointments
      .filter(({ status }) => status === "booked")
      .map((each) => ({
        id: each.id,
        from: slotOf(hall, each)?.from ?? "",
        name: each.name,
        matterName: matterName(pack, each.matter),
      })),
    figures: {
      taken: tickets.length,
      waiting: count("waiting"),
      served: count("served"),
      skipped: count("skipped"),
      missed: appointments.filter(({ status }) => status === "missed").length,
      meanWait: mean(waits),
      longestWait: waits.length === 0 ? null : Math.round(Math.max(...waits) * 10) / 10,
      meanService: mean(servingTimes(tickets)),
    },
  };
}

/** A booking as whoever made it sees it. */
export function appointmentAnswer(pack: DistrictPack, row: AppointmentRow): AppointmentAnswer {
  const hall = pack.halls.get(row.hall);
  const slot = hall === undefined ? undefined : slotOf(hall, row);
  return {
    id: row.id,
    hall: row.hall,
    hallName: hall?.name ?? { zh: row.hall, en: row.hall },
    matterName: matterName(pack, row.matter),
    day: row.day,
    from: slot?.from ?? "",
    to: slot?.to ?? "",
    status: row.status,
  };
}

const slotOf = (hall: Hall, { day, startsAt }: Pick<AppointmentRow, "day" | "startsAt">) =>
  slotsOn(hall, day).find((slot) => slot.startsAt === startsAt);

const matterName = (pack: DistrictPack, id: string): Bilingual =>
  pack.matters.get(id)?.name ?? inBoth(pack, id);

const queueName = (hall: Hall, id: string): Bilingual =>
  hall.queues.find((queue) => queue.id === id)?.name ?? { zh: id, en: id };

const counterName = (hall: Hall, id: string): Bilingual =>
  hall.counters.find((counter) => counter.id === id)?.name ?? { zh: id, en: id };
