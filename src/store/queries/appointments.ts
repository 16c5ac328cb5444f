import { err, ok, problem, type Instant, type LocalDate, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

type AppointmentStatus = "booked" | "cancelled" | "arrived" | "missed";

/** A visit that somebody booked (预约). */
export type AppointmentRow = {
  readonly id: string;
  readonly hall: string;
  readonly organ: string;
  readonly account: string;
  readonly name: string;
  readonly matter: string;
  readonly day: LocalDate;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: AppointmentStatus;
  readonly bookedAt: Instant;
};

/** How many visits a slot holds, and what bars somebody from booking. */
export type BookingRule = {
  readonly perSlot: number;
  readonly noShow: { readonly times: number; readonly withinDays: number; readonly barDays: number };
};

const COLUMNS = `id, hall, organ, account, name, matter, day, starts_at as "startsAt", ends_at as "endsAt", status,
  booked_at as "bookedAt"`;

/**
 * Books a visit unless the slot is full, the account has one at the hall that day, or has missed too many. Errors:
 * SLOT_FULL, APPOINTMENT_ALREADY, APPOINTMENT_BARRED. `context` is the system's.
 */
export async function bookAppointment(
  store: Store,
  context: StoreContext,
  wanted: Omit<AppointmentRow, "status">,
  rule: BookingRule,
): Promise<Result<null, Problem>> {
  return withContext(store.database, context, async (sql) => {
    // One after the other in a hall: the last place of a slot is given once.
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `slots ${context.district} ${wanted.hall}`,
    ]);
    const refused = await refusalOf(sql, context.district, wanted, rule);
    if (refused !== null) return err(refused);
    await sql.query(
      `insert into appointment (district, id, hall, organ, account, name, matter, day, starts_at, ends_at, status, booked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'booked', $11)`,
      [
        context.district,
        wanted.id,
        wanted.hall,
        wanted.organ,
        wanted.account,
        wanted.name,
        wanted.matter,
        wanted.day,
        wanted.startsAt,
        wanted.endsAt,
        wanted.bookedAt,
      ],
    );
    return ok(null);
  });
}

async function refusalOf(
  sql: Sql,
  district: string,
  wanted: Omit<AppointmentRow, "status">,
  { perSlot, noShow }: BookingRule,
): Promise<Problem | null> {
  const [asked] = await sql.query<{ taken: number; mine: number; missed: number; until: LocalDate | null }>(
    `select (select count(*)::integer from appointment
              where district = $1 and hall = $2 and starts_at = $3 and status in ('booked', 'arrived', 'missed')) as taken,
            (select count(*)::integer from appointment
              where district = $1 and hall = $2 and account = $4 and day = $5 and status = 'booked') as mine,
            m.missed, m.until
       from (select count(*)::integer as missed, (max(day) + $7::integer)::date as until from appointment
              where district = $1 and account = $4 and status = 'missed' and day >= $5::date - $6::integer) as m`,
    [district, wanted.hall, wanted.startsAt, wanted.account, wanted.day, noShow.withinDays, noShow.barDays],
  );
  if (asked === undefined) return null;
  if (asked.missed >= noShow.times && asked.until !== null && asked.until >= wanted.day)
    return problem("APPOINTMENT_BARRED", { times: asked.missed, until: asked.until });
  if (asked.mine > 0) return problem("APPOINTMENT_ALREADY", { day: wanted.day });
  return asked.taken >= perSlot ? problem("SLOT_FULL") : null;
}

/** How many visits stand booked in each slot of a day, by the slot's start. */
export async function countBooked(
  store: Store,
  context: StoreContext,
  hall: string,
  day: LocalDate,
): Promise<ReadonlyMap<Instant, number>> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ startsAt: Instant; taken: number }>(
      `select starts_at as "startsAt", count(*)::integer as taken from appointment
        where district = $1 and hall = $2 and day = $3 and status in ('booked', 'arrived', 'missed')
        group by starts_at`,
      [context.district, hall, day],
    ),
  );
  return new Map(rows.map(({ startsAt, taken }) => [startsAt, taken]));
}

/** What an account has booked from a day on, and what it has booked lately. */
export async function listAppointments(
  store: Store,
  context: StoreContext,
  by: { readonly account: string } | { readonly hall: string; readonly day: LocalDate },
): Promise<readonly AppointmentRow[]> {
  return withContext(store.database, context, (sql) =>
    "account" in by
      ? sql.query<AppointmentRow & Row>(
          `select ${COLUMNS} from appointment where district = $1 and account = $2 order by starts_at desc limit 20`,
          [context.district, by.account],
        )
      : sql.query<AppointmentRow & Row>(
          `select ${COLUMNS} from appointment where district = $1 and hall = $2 and day = $3 and status <> 'cancelled'
            order by starts_at, booked_at`,
          [context.district, by.hall, by.day],
        ),
  );
}

/** Takes a booking back before its time; false where it is over, or nobody's of this account. */
export async function cancelAppointment(
  store: Store,
  context: StoreContext,
  id: string,
  account: string,
  at: Instant,
): Promise<boolean> {
  const changed = await withContext(store.database, context, (sql) =>
    sql.last(
      `update appointment set status = 'cancelled', settled_at = $4
        where district = $1 and id = $2 and account = $3 and status = 'booked' and starts_at > $4 returning id`,
      [context.district, id, account, at],
    ),
  );
  return changed.length > 0;
}

/** Bookings whose time is over and whom nobody saw are missed; answers how many. */
export async function missAppointments(store: Store, context: StoreContext, at: Instant): Promise<number> {
  const missed = await withContext(store.database, context, (sql) =>
    sql.last(
      `update appointment set status = 'missed', settled_at = $2
        where district = $1 and status = 'booked' and ends_at < $2 returning id`,
      [context.district, at],
    ),
  );
  return missed.length;
}
