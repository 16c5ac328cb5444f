import type { Instant, LocalDate } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { holdLibrary, outsideKind } from "./outside-orders.ts";
import { againIn, beginTelling, type ReportState } from "./outside-reports.ts";

/** Notes which libraries are connected; each is told of what is kept from the first time on. */
export async function keepLibraries(
  store: Store,
  district: string,
  ids: readonly string[],
  at: Instant,
): Promise<void> {
  if (ids.length === 0) return;
  await withContext(store.database, systemContext(district), async (sql) => {
    await sql.query(
      `insert into library (district, id, since) select $1, id, $3 from unnest($2::text[]) as id
       on conflict (district, id) do nothing`,
      [district, ids, at],
    );
    await beginTelling(sql, district);
  });
}

/** Since when each library is told, by its id. */
export async function librariesSince(sql: Sql, district: string): Promise<ReadonlyMap<string, Instant>> {
  const rows = await sql.query<{ id: string; since: Instant }>(
    "select id, since from library where district = $1",
    [district],
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

/** What waits and what was refused of each library. */
export async function countOpenReports(
  store: Store,
  district: string,
): Promise<ReadonlyMap<string, { readonly waiting: number; readonly refused: number }>> {
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ id: string; waiting: number; refused: number }>(
      `select l.id, count(*) filter (where r.state = 'waiting')::integer as waiting,
              count(*) filter (where r.state = 'refused')::integer as refused
         from library l left join outside_report r
           on r.district = l.district and r.recipient = l.id and r.state in ('waiting', 'refused')
        where l.district = $1 group by l.id`,
      [district],
    ),
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** A day of a library. */
export type LibraryDay = { readonly library: string; readonly day: LocalDate };

/** Days before `today` that are due to be compared, not older than `from`. */
export type DueDays = {
  readonly library: string;
  readonly address: string;
  readonly from: LocalDate;
  readonly today: LocalDate;
  readonly at: Instant;
};

/**
 * Orders the comparison of every day before today that did not match yet, once a day; a day before the library was
 * told of anything is none. Answers how many were ordered.
 */
export async function orderReconciliations(
  store: Store,
  district: string,
  { library, address, from, today, at }: DueDays,
): Promise<number> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const days = await sql.query<{ day: LocalDate }>(
      `insert into reconciliation (district, library, day, asked_on, state)
       select $1, l.id, d::date, $4::date, 'asked'
         from library l, generate_series(
           greatest($3::date, (l.since at time zone 'Asia/Shanghai')::date), $4::date - 1, interval '1 day') d
        where l.district = $1 and l.id = $2
       on conflict (district, library, day) do update set asked_on = excluded.asked_on
         where reconciliation.asked_on < excluded.asked_on and reconciliation.state <> 'matched'
       returning day::text as day`,
      [district, library, from, today],
    );
    for (const { day } of days) await orderComparison(sql, district, { library, address, day, at });
    return days.length;
  });
}

/** Has a day compared again, now; false where it never was. */
export async function reconcileAgain(
  store: Store,
  district: string,
  asked: LibraryDay & { readonly address: string; readonly at: Instant },
): Promise<boolean> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const rows = await sql.query(
      `update reconciliation set state = 'asked' where district = $1 and library = $2 and day = $3::date
       returning library`,
      [district, asked.library, asked.day],
    );
    if (rows.length > 0) await orderComparison(sql, district, asked);
    return rows.length > 0;
  });
}

/** One order a day of a library: what a person has yet to look at is asked again under it. */
async function orderComparison(
  sql: Sql,
  district: string,
  { library, day, address, at }: LibraryDay & { readonly address: string; readonly at: Instant },
): Promise<void> {
  await sql.query(
    `insert into outbox (district, id, kind, payload, next_at) values ($1, $2, $3, $4, $5)
     on conflict (district, id) do update
       set status = 'ready', failures = 0, next_at = excluded.next_at, failed_at = null
     where outbox.status <> 'ready'`,
    [district, `reconcile/${library}/${day}`, outsideKind(address), JSON.stringify({ library, day }), at],
  );
}

/** What was to be told of a day: the report's id, its digest as it was told last, and what came of it. */
export type DayReport = {
  readonly event: string;
  readonly digest: string | null;
  readonly state: ReportState;
};

/** Every report of a day that nobody dropped. */
export async function reportsOfDay(
  store: Store,
  district: string,
  { library, day }: LibraryDay,
): Promise<readonly DayReport[]> {
  return withContext(store.database, systemContext(district), (sql) =>
    sql.last<DayReport & { event: string }>(
      `select event, digest, state from outside_report
        where district = $1 and recipient = $2 and day = $3::date and state <> 'dropped' order by event`,
      [district, library, day],
    ),
  );
}

export type Verdict = "matched" | "missing" | "unknown" | "differing";

/** What a comparison found of one report. */
export type ReconciliationLine = {
  readonly report: string;
  readonly verdict: Verdict;
  readonly ours: string | null;
  readonly theirs: string | null;
};

export type ReconciliationState = "asked" | "matched" | "resent" | "open";

/** A comparison as it is kept: its lines in place of earlier ones, and what is told again. */
export type Compared = LibraryDay & {
  readonly address: string;
  readonly state: ReconciliationState;
  readonly at: Instant;
  readonly lines: readonly ReconciliationLine[];
  /** Reports that were taken once and are not there any more. */
  readonly again: readonly string[];
};

/** Keeps a comparison with all its lines and orders what is told again, together. */
export async function keepComparison(
  store: Store,
  district: string,
  { library, day, address, state, at, lines, again }: Compared,
): Promise<void> {
  await withContext(store.database, systemContext(district), async (sql) => {
    await holdLibrary(sql, district, library);
    await sql.query(
      "delete from reconciliation_line where district = $1 and library = $2 and day = $3::date",
      [district, library, day],
    );
    await sql.query(
      `insert into reconciliation_line (district, library, day, report, verdict, ours, theirs)
       select $1, $2, $3::date, l.report, l.verdict, l.ours, l.theirs
         from jsonb_to_recordset($4::jsonb) as l (report text, verdict text, ours text, theirs text)`,
      [district, library, day, JSON.stringify(lines)],
    );
    await sql.query(
      `update reconciliation set state = $4, done_at = $5 where district = $1 and library = $2 and day = $3::date`,
      [district, library, day, state, at],
    );
    for (const event of again)
      await againIn(sql, district, { recipient: library, event, address, at, inOrder: true });
  });
}

/** A day's comparison with how many of each verdict; what is not done yet has none. */
export type ReconciliationRow = LibraryDay & {
  readonly state: ReconciliationState;
  readonly doneAt: Instant | null;
} & { readonly [Each in Verdict]: number };

/** Comparisons, the latest day first. */
export async function listReconciliations(
  store: Store,
  district: string,
  options: PageOptions & { readonly library?: string; readonly day?: string },
): Promise<Page<ReconciliationRow>> {
  const limit = limitOf(options);
  const [day, library] = keysOf(options, 2) ?? [null, null];
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<ReconciliationRow & { library: string }>(
      `select r.library, r.day::text as day, r.state, r.done_at as "doneAt", n.matched, n.missing, n.unknown, n.differing
         from reconciliation r, lateral (
           select count(*) filter (where verdict = 'matched')::integer as matched,
                  count(*) filter (where verdict = 'missing')::integer as missing,
                  count(*) filter (where verdict = 'unknown')::integer as unknown,
                  count(*) filter (where verdict = 'differing')::integer as differing
             from reconciliation_line l
            where l.district = r.district and l.library = r.library and l.day = r.day) n
        where r.district = $1
          and ($2::text is null or (r.day::text, r.library) < ($2::text, $3::text))
          and ($5::text is null or r.library = $5) and ($6::text is null or r.day::text = $6)
        order by r.day desc, r.library desc limit $4`,
      [district, day ?? null, library ?? null, limit + 1, options.library ?? null, options.day ?? null],
    ),
  );
  return pageOf(rows, limit, (last) => [last.day, last.library]);
}

/** A line with what is known here of its report; of what is unknown here there is nothing. */
export type LineRow = ReconciliationLine & {
  readonly kind: string | null;
  readonly subject: string | null;
  readonly state: ReportState | null;
  readonly attempts: number | null;
  readonly lastAnswer: string | null;
  readonly orderedAt: Instant | null;
  readonly triedAt: Instant | null;
};

/** The lines of a day's comparison of some verdicts. */
export async function listLines(
  store: Store,
  district: string,
  { library, day, verdicts }: LibraryDay & { readonly verdicts: readonly Verdict[] },
  options: PageOptions,
): Promise<Page<LineRow>> {
  const limit = limitOf(options);
  const [after] = keysOf(options, 1) ?? [null];
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<LineRow & { report: string }>(
      `select l.report, l.verdict, l.ours, l.theirs, r.kind, r.subject, r.state, r.attempts,
              r.last_answer as "lastAnswer", r.ordered_at as "orderedAt", r.tried_at as "triedAt"
         from reconciliation_line l left join outside_report r
           on r.district = l.district and r.recipient = l.library and r.event = l.report
        where l.district = $1 and l.library = $2 and l.day = $3::date and l.verdict = any ($4::text[])
          and ($5::text is null or l.report > $5) order by l.report limit $6`,
      [district, library, day, verdicts, after ?? null, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [last.report]);
}
