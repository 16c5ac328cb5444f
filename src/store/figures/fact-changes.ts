import type { JsonObject } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import type { LedgerCursor, SafePoint } from "../ledger/commit-order.ts";

/** Facts of a subject before and after what a stretch of the ledger did to it; null before the first. */
export type FactChange = {
  readonly subject: string;
  readonly source: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject;
};

/** The changes of a stretch of the ledger, how many entries it has, and where it ends. */
export type Stretch = {
  readonly changes: readonly FactChange[];
  readonly entries: number;
  readonly end: LedgerCursor;
};

/** Which entries: those after a cursor in commit order, so many at most. */
export type StretchOf = {
  readonly after: LedgerCursor;
  readonly limit: number;
  /** Only where the ledger is complete; without it all that is seen. */
  readonly below?: SafePoint;
  /** A stretch of more entries is told without its changes. */
  readonly longest?: number;
  /** The registers whose records are asked for, `case` for cases; without it all. */
  readonly sources?: readonly string[];
};

type Line = LedgerCursor & Row & Omit<FactChange, "subject"> & { entries: number; subject: string | null };

/**
 * The changes of facts in a stretch of the ledger. A version of facts carries the number of the entry that made it.
 * What a version replaces is found by that number, not by commit order: a transaction may take its number before one
 * that it waits for. Where a subject's entries in the stretch have no gap, as nearly always, only what it comes to is
 * read, for each version replaces the one before; where they have one, each version is a change.
 */
export async function factChangesAfter(sql: Sql, district: string, of: StretchOf): Promise<Stretch> {
  const { after, limit, below, longest = limit, sources = null } = of;
  const complete = below === undefined ? "" : "and (epoch, xid) < ($7::integer, $8::text::xid8)";
  // Each version is found by its key, whatever statistics say; in the order of the keys that is half the work.
  const lines = await sql.query<Line>(
    `with stretch as materialized (
       select subject, seq, epoch, xid, position from entry
        where district = $1 and (epoch, xid, position) > ($2::integer, $3::text::xid8, $4::bigint) ${complete}
        order by epoch, xid, position limit ${Math.trunc(limit)}
     ), subject as materialized (
       select subject, min(seq) as first, max(seq) as last, array_agg(seq) as seqs
         from stretch where (select count(*) from stretch) <= $5::bigint group by subject order by subject
     )
     (select (select count(*) from stretch) as entries, epoch, xid::text as xid, position,
             null as subject, null as source, null::jsonb as after, null::jsonb as before
        from stretch order by stretch.epoch desc, stretch.xid desc, stretch.position desc limit 1)
     union all
     select 0, 0, '', 0, s.subject, f.source, f.facts, p.facts
       from subject s
       join lateral (select v.version, v.source, v.facts from fact_version v
              where v.district = $1 and v.subject = s.subject and v.version <= s.last
              order by v.version desc limit 1) f on f.version >= s.first and ($6::text[] is null or f.source = any ($6))
       left join lateral (select v.facts from fact_version v
              where v.district = $1 and v.subject = s.subject and v.version < s.first and s.first > 1
              order by v.version desc limit 1) p on true
      where s.last - s.first + 1 = cardinality(s.seqs)
     union all
     select 0, 0, '', 0, s.subject, f.source, f.facts, p.facts
       from subject s
      cross join unnest(s.seqs) as e (seq)
       join lateral (select v.source, v.facts from fact_version v
              where v.district = $1 and v.subject = s.subject and v.version = e.seq limit 1) f
         on $6::text[] is null or f.source = any ($6)
       left join lateral (select v.facts from fact_version v
              where v.district = $1 and v.subject = s.subject and v.version < e.seq
              order by v.version desc limit 1) p on true
      where s.last - s.first + 1 <> cardinality(s.seqs)`,
    [
      district,
      after.epoch,
      after.xid,
      after.position,
      longest,
      sources,
      ...(below === undefined ? [] : [below.epoch, below.xid]),
    ],
  );
  const last = lines.find(({ subject }) => subject === null);
  return {
    changes: lines.flatMap(({ subject, source, before, after: facts }) =>
      subject === null ? [] : [{ subject, source, before, after: facts }],
    ),
    entries: last?.entries ?? 0,
    end: last === undefined ? after : { epoch: last.epoch, xid: last.xid, position: last.position },
  };
}
