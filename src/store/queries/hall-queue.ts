import type { Instant, LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { nextNumber } from "./requests.ts";

type TicketStatus = "waiting" | "called" | "serving" | "served" | "skipped" | "left";

/** A number that somebody took (排队号). */
export type TicketRow = {
  readonly id: string;
  readonly hall: string;
  readonly organ: string;
  readonly day: LocalDate;
  readonly letter: string;
  readonly queue: string;
  readonly number: number;
  readonly account: string | null;
  readonly matter: string | null;
  readonly appointment: string | null;
  readonly priority: boolean;
  readonly status: TicketStatus;
  readonly counter: string | null;
  readonly clerk: string | null;
  readonly takenAt: Instant;
  readonly calledAt: Instant | null;
  readonly calls: number;
  readonly servingAt: Instant | null;
  readonly endedAt: Instant | null;
};

const COLUMNS = `id, hall, organ, day, letter, queue, number, account, matter, appointment, priority, status, counter, clerk,
  taken_at as "takenAt", called_at as "calledAt", calls, serving_at as "servingAt", ended_at as "endedAt"`;

type Wanted = Pick<TicketRow, "id" | "hall" | "organ" | "day" | "queue" | "account" | "matter"> & {
  readonly at: Instant;
  readonly appointment: string | null;
};

/**
 * Gives the next number of a queue, each once. With an appointment whose time it is the ticket waits before the others,
 * and the appointment is arrived; undefined where that appointment is over or not there. `context` is the system's.
 */
export async function takeTicket(
  store: Store,
  context: StoreContext,
  wanted: Wanted,
): Promise<TicketRow | undefined> {
  const { district } = context;
  return withContext(store.database, context, async (sql) => {
    if (wanted.appointment !== null) {
      const arrived = await sql.query(
        `update appointment set status = 'arrived', settled_at = $5
          where district = $1 and id = $2 and hall = $3 and day = $4 and status in ('booked', 'missed') returning id`,
        [district, wanted.appointment, wanted.hall, wanted.day, wanted.at],
      );
      if (arrived.length === 0) return undefined;
    }
    const number = await nextNumber(sql, district, `ticket:${wanted.hall}:${wanted.day}:${wanted.queue}`);
    const [row] = await sql.query<TicketRow & Row>(
      `insert into queue_ticket (district, id, hall, organ, day, letter, queue, number, account, matter, appointment,
         priority, status, taken_at)
       values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, 'waiting', $12) returning ${COLUMNS}`,
      [
        district,
        wanted.id,
        wanted.hall,
        wanted.organ,
        wanted.day,
        wanted.queue,
        number,
        wanted.account,
        wanted.matter,
        wanted.appointment,
        wanted.appointment !== null,
        wanted.at,
      ],
    );
    return row;
  });
}

/** Calls who waits longest in these queues, appointments first; two counters never get the same one. */
export async function callNext(
  store: Store,
  context: StoreContext,
  call: {
    readonly hall: string;
    readonly day: LocalDate;
    readonly queues: readonly string[];
    readonly counter: string;
    readonly clerk: string;
    readonly at: Instant;
  },
): Promise<TicketRow | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<TicketRow & Row>(
      `update queue_ticket set status = 'called', counter = $5, clerk = $6, called_at = $7, calls = calls + 1
        where district = $1 and id = (
          select t.id from queue_ticket t
           where t.district = $1 and t.hall = $2 and t.day = $3 and t.queue = any ($4) and t.status = 'waiting'
           order by t.priority desc, t.taken_at, t.number limit 1 for update skip locked)
       returning ${COLUMNS}`,
      [context.district, call.hall, call.day, call.queues, call.counter, call.clerk, call.at],
    ),
  );
  return row;
}

/** What becomes of a ticket, and from which states it may. */
export type TicketMove = {
  readonly status: TicketStatus;
  readonly from: readonly TicketStatus[];
  readonly counter?: string;
  readonly clerk?: string;
  /** The queue it is passed on to. */
  readonly queue?: string;
};

/** Moves a ticket on; undefined where it stands elsewhere by now. */
export async function moveTicket(
  store: Store,
  context: StoreContext,
  id: string,
  move: TicketMove,
  at: Instant,
): Promise<TicketRow | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<TicketRow & Row>(
      `update queue_ticket set
         status = $3,
         counter = case when $3 = 'waiting' then null else coalesce($5, counter) end,
         clerk = case when $3 = 'waiting' then null else coalesce($6, clerk) end,
         queue = coalesce($7, queue),
         priority = priority or $7 is not null,
         called_at = case when $3 = 'called' then $8 else called_at end,
         calls = calls + case when $3 = 'called' then 1 else 0 end,
         serving_at = case when $3 = 'serving' then $8 else serving_at end,
         ended_at = case when $3 in ('served', 'skipped', 'left') then $8::timestamptz end
        where district = $1 and id = $2 and status = any ($4) returning ${COLUMNS}`,
      [
        context.district,
        id,
        move.status,
        move.from,
        move.counter ?? null,
        move.clerk ?? null,
        move.queue ?? null,
        at,
      ],
    ),
  );
  return row;
}

export async function findTicket(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<TicketRow | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<TicketRow & Row>(`select ${COLUMNS} from queue_ticket where district = $1 and id = $2`, [
      context.district,
      id,
    ]),
  );
  return row;
}

/** Every ticket of a hall's day, in the order in which they would be called. */
export async function listTickets(
  store: Store,
  context: StoreContext,
  hall: string,
  day: LocalDate,
): Promise<readonly TicketRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<TicketRow & Row>(
      `select ${COLUMNS} from queue_ticket where district = $1 and hall = $2 and day = $3
        order by priority desc, taken_at, number`,
      [context.district, hall, day],
    ),
  );
}

/** The tickets that an account took on a day. */
export async function listTicketsOf(
  store: Store,
  context: StoreContext,
  account: string,
  day: LocalDate,
): Promise<readonly TicketRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<TicketRow & Row>(
      `select ${COLUMNS} from queue_ticket where district = $1 and account = $2 and day = $3 order by taken_at`,
      [context.district, account, day],
    ),
  );
}
