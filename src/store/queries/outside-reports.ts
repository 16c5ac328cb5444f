import type { Instant, JsonObject, LocalDate } from "#kernel";
import { localDateOf } from "#kernel";
import type { Entry } from "#registers";
import type { Sql } from "../database/database.ts";
import { BEGINNING, cursorOf, entriesAfter, safePoint, type LedgerCursor } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { outsideKind, OUTSIDE_KIND, firstOpen, sendOrder, holdLibrary, orderNext } from "./outside-orders.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/** Whom events of the ledger are told to: a webhook or a library. */
export type Recipient = {
  readonly id: string;
  readonly address: string;
  /** Earlier events are not told. */
  readonly since: Instant;
  /** Whether what is told of one subject arrives in its order, each only after the one before was taken. */
  readonly inOrder: boolean;
  /** Whether it is told of an event; `of` is the case that it is an event of. */
  readonly takes: (kind: string, of: ToldCase | undefined) => boolean;
};

/** An event that an entry is. `body` is what is told; null where it is made when it is sent. */
export type ToldEvent = {
  readonly id: string;
  readonly kind: string;
  readonly at: Instant;
  readonly body: JsonObject;
};

/** What of a case is told with its events. */
export type ToldCase = {
  readonly caseNo: string;
  readonly matter: string;
  readonly organ: string;
  readonly division: string;
  readonly state: string | null;
  readonly outcome: string | null;
  /** What its matter tells of it (`caseFacts`): for libraries alone. */
  readonly facts: JsonObject;
};

/** What an order walks by: who is told, and what events an entry is. */
export type OutsideOrder = {
  /** Asked inside the walk's own transaction. */
  readonly recipientsOf: (sql: Sql) => Promise<readonly Recipient[]>;
  readonly eventsOf: (entry: Entry, of: ToldCase | undefined) => readonly ToldEvent[];
};

/**
 * Goes on through the ledger and orders each event for everyone who is told of its kind: reports, orders and the place
 * in the ledger are kept in one transaction, so that nothing is told twice or left out. Answers whether more is waiting.
 */
export async function orderOutside(
  store: Store,
  district: string,
  { recipientsOf, eventsOf }: OutsideOrder,
  limit: number,
): Promise<boolean> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const [cursor] = await sql.query<LedgerCursor>(
      `select epoch, xid::text as xid, position from outside_cursor where district = $1 for update skip locked`,
      [district],
    );
    if (cursor === undefined) return false;
    const entries = await entriesAfter(sql, district, cursor, await safePoint(sql), limit);
    const last = entries.at(-1);
    if (last === undefined) return false;
    const recipients = await recipientsOf(sql);
    const told = recipients.length === 0 ? [] : entries;
    const cases = await casesOf(sql, district, told);
    // What is being noted of a library meanwhile waits until what follows it is ordered.
    if (recipients.some(({ inOrder }) => inOrder)) await holdLibraries(sql, district);
    for (const entry of told) {
      const of = cases.get(entry.subject);
      for (const [nth, event] of eventsOf(entry, of).entries())
        for (const recipient of recipients)
          if (recipient.since <= event.at && recipient.takes(event.kind, of))
            await order(sql, district, recipient, { ...event, subject: entry.subject, seq: entry.seq, nth });
    }
    const { epoch, xid, position } = cursorOf(last);
    await sql.query(
      `update outside_cursor set epoch = $2, xid = $3::text::xid8, position = $4 where district = $1`,
      [district, epoch, xid, position],
    );
    return entries.length === limit;
  });
}

/** Lets telling begin with what is kept from now on, where it has not begun yet. */
export async function beginTelling(sql: Sql, district: string): Promise<void> {
  const [latest = BEGINNING] = await sql.query<LedgerCursor>(
    `select epoch, xid::text as xid, position from entry where district = $1
      order by entry.epoch desc, entry.xid desc, entry.position desc limit 1`,
    [district],
  );
  await sql.query(
    `insert into outside_cursor (district, epoch, xid, position) values ($1, $2, $3::text::xid8, $4)
     on conflict (district) do nothing`,
    [district, latest.epoch, latest.xid, latest.position],
  );
}

async function casesOf(
  sql: Sql,
  district: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, ToldCase>> {
  if (entries.length === 0) return new Map();
  const rows = await sql.query<ToldCase & { id: string }>(
    `select id, case_no as "caseNo", matter, organ, division, state, outcome, facts from case_file
      where district = $1 and id = any ($2)`,
    [district, [...new Set(entries.map(({ subject }) => subject))]],
  );
  return new Map(rows.map(({ id, ...told }) => [id, told]));
}

async function holdLibraries(sql: Sql, district: string): Promise<void> {
  await sql.query("select id from library where district = $1 order by id for update", [district]);
}

type Ordered = ToldEvent & { readonly subject: string; readonly seq: number; readonly nth: number };

async function order(
  sql: Sql,
  district: string,
  { id: recipient, address, inOrder }: Recipient,
  { id: event, kind, body, at, subject, seq, nth }: Ordered,
): Promise<void> {
  await sql.query(
    `insert into outside_report
       (district, recipient, event, kind, body, state, ordered_at, subject, seq, nth, day)
     values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      district,
      recipient,
      event,
      kind,
      // A library's words are made by its mapping, when it is sent.
      inOrder ? null : JSON.stringify(body),
      at,
      subject,
      seq,
      nth,
      localDateOf(at),
    ],
  );
  const first = inOrder ? await firstOpen(sql, district, recipient, subject) : event;
  if (first === event) await sendOrder(sql, district, { recipient, event, address, at });
}

/** Which report: to whom, of which event, and by which address it goes. */
export type WhichReport = { readonly recipient: string; readonly event: string; readonly address: string };

/** Has an event told again, whatever came of it before; false where there is none. */
export async function tellAgain(
  store: Store,
  district: string,
  { at, inOrder, ...which }: WhichReport & { readonly at: Instant; readonly inOrder: boolean },
): Promise<boolean> {
  return withContext(store.database, systemContext(district), async (sql) => {
    if (inOrder) await holdLibrary(sql, district, which.recipient);
    return againIn(sql, district, { ...which, at, inOrder });
  });
}

/** The same inside a transaction, which holds the library where it is told in order. */
export async function againIn(
  sql: Sql,
  district: string,
  {
    recipient,
    event,
    address,
    at,
    inOrder,
  }: WhichReport & { readonly at: Instant; readonly inOrder: boolean },
): Promise<boolean> {
  const [row] = await sql.query<{ subject: string }>(
    `update outside_report set state = 'waiting' where district = $1 and recipient = $2 and event = $3
     returning subject`,
    [district, recipient, event],
  );
  if (row === undefined) return false;
  // What stands before it goes first.
  if (inOrder) await orderNext(sql, district, { recipient, address, subject: row.subject, at });
  else await sendOrder(sql, district, { recipient, event, address, at });
  return true;
}

/** An event on its way outside, and what came of it. */
export type OutsideReport = {
  readonly event: string;
  readonly kind: string;
  readonly subject: string;
  readonly seq: number;
  readonly body: JsonObject | null;
  readonly digest: string | null;
  readonly state: ReportState;
  readonly attempts: number;
  readonly lastAnswer: string | null;
  readonly orderedAt: Instant;
  readonly day: LocalDate;
  readonly triedAt: Instant | null;
};

export type ReportState = "waiting" | "delivered" | "refused" | "dropped";

const REPORT = `event, kind, subject, seq, body, digest, state, attempts, last_answer as "lastAnswer",
  ordered_at as "orderedAt", day::text as day, tried_at as "triedAt"`;

export async function findReport(
  store: Store,
  district: string,
  recipient: string,
  event: string,
): Promise<OutsideReport | undefined> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<OutsideReport & { event: string }>(
      `select ${REPORT} from outside_report where district = $1 and recipient = $2 and event = $3`,
      [district, recipient, event],
    ),
  );
  return row;
}

/** Keeps what a report says, before it is sent for the first time: every try says the same. */
export async function keepReportBody(
  store: Store,
  district: string,
  {
    recipient,
    event,
    body,
    digest,
  }: Omit<WhichReport, "address"> & {
    readonly body: JsonObject;
    readonly digest: string;
  },
): Promise<void> {
  await withContext(store.database, systemContext(district), (sql) =>
    sql.last(
      `update outside_report set body = $4, digest = $5 where district = $1 and recipient = $2 and event = $3`,
      [district, recipient, event, JSON.stringify(body), digest],
    ),
  );
}

/** What came of a try. */
export type ReportTry = WhichReport & {
  readonly state: "waiting" | "delivered" | "refused";
  readonly answer: string;
  readonly at: Instant;
  /** It had failed before: what else failed at that address is tried at once. */
  readonly recovered: boolean;
  readonly inOrder: boolean;
};

/** Notes a try; where it was taken, what follows in its subject has its turn. */
export async function noteReport(store: Store, district: string, tried: ReportTry): Promise<void> {
  const { recipient, event, address, state, answer, at, recovered, inOrder } = tried;
  await withContext(store.database, systemContext(district), async (sql) => {
    if (inOrder) await holdLibrary(sql, district, recipient);
    // What was refused is made anew: the mapping or the facts may be mended meanwhile.
    const [row] = await sql.query<{ subject: string }>(
      `update outside_report set state = $4, attempts = attempts + 1, last_answer = $5, tried_at = $6,
              body = case when $4 = 'refused' then null else body end
        where district = $1 and recipient = $2 and event = $3 returning subject`,
      [district, recipient, event, state, answer, at],
    );
    if (state !== "delivered" || row === undefined) return;
    if (inOrder) await orderNext(sql, district, { recipient, address, subject: row.subject, at });
    if (recovered)
      await sql.query(
        `update outbox set next_at = $3 where district = $1 and kind = $2 and status = 'ready'
            and failures > 0 and claimed_until is null`,
        [district, outsideKind(address), at],
      );
  });
}

/** A person dropped the order of a report: what follows in its subject goes on without it. */
export async function settleDropped(
  sql: Sql,
  district: string,
  { kind, payload, at }: { readonly kind: string; readonly payload: JsonObject; readonly at: Instant },
): Promise<void> {
  const { recipient, event } = payload;
  if (!kind.startsWith(OUTSIDE_KIND) || typeof recipient !== "string" || typeof event !== "string") return;
  await holdLibrary(sql, district, recipient);
  const [row] = await sql.query<{ subject: string; inOrder: boolean }>(
    `update outside_report set state = 'dropped' where district = $1 and recipient = $2 and event = $3
     returning subject, exists (select from library l where l.district = $1 and l.id = $2) as "inOrder"`,
    [district, recipient, event],
  );
  const address = kind.slice(OUTSIDE_KIND.length);
  if (row?.inOrder === true) await orderNext(sql, district, { recipient, address, subject: row.subject, at });
}

/** The report that was taken before this one in its subject; null for the first. */
export async function reportBefore(
  store: Store,
  district: string,
  recipient: string,
  event: string,
): Promise<string | null> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ event: string }>(
      `select b.event from outside_report r join outside_report b
           on b.district = r.district and b.recipient = r.recipient and b.subject = r.subject
          and (b.seq, b.nth) < (r.seq, r.nth) and b.state = 'delivered'
        where r.district = $1 and r.recipient = $2 and r.event = $3 order by b.seq desc, b.nth desc limit 1`,
      [district, recipient, event],
    ),
  );
  return row?.event ?? null;
}

/** What was told to a recipient, the latest first; of one state where it says so. */
export async function listReports(
  store: Store,
  district: string,
  { recipient, state }: { readonly recipient: string; readonly state?: ReportState },
  options: PageOptions,
): Promise<Page<OutsideReport>> {
  const limit = limitOf(options);
  const [at, event] = keysOf(options, 2, "moment") ?? [null, null];
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<OutsideReport & { event: string }>(
      `select ${REPORT} from outside_report
        where district = $1 and recipient = $2 and ($6::text is null or state = $6)
          and ($3::timestamptz is null or (ordered_at, event) < ($3::timestamptz, $4::text))
        order by ordered_at desc, event desc limit $5`,
      [district, recipient, at ?? null, event ?? null, limit + 1, state ?? null],
    ),
  );
  return pageOf(rows, limit, (last) => [last.orderedAt, last.event]);
}

/** Addresses whose orders wait; among them may be one that the district no longer lists. */
export async function addressesWaiting(store: Store, district: string): Promise<readonly string[]> {
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ kind: string }>(
      `select distinct kind from outbox where district = $1 and status in ('ready', 'failed')
          and starts_with(kind, $2)
       union select $2 || address from webhook where district = $1 and stopped_at is null`,
      [district, OUTSIDE_KIND],
    ),
  );
  return rows.map(({ kind }) => kind.slice(OUTSIDE_KIND.length));
}
