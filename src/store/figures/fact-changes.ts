import { contributionOf, differenceOf, type Contribution, type Count, type Difference } from "#indicators";
import type { JsonObject } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import type { LedgerCursor, SafePoint } from "../ledger/commit-order.ts";

/** Facts of a subject before and after one of its entries; null before the first. */
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

type Line = LedgerCursor &
  Row & { subject: string; source: string | null } & {
    before: JsonObject | null;
    after: JsonObject | null;
  };

/**
 * The changes of facts that the entries after a cursor made, in commit order; with `below` only where the
 * ledger is complete. A version of facts carries the number of the entry that made it. What a change replaces is
 * found by that number, not by commit order: a transaction may take its number before one that it waits for.
 */
export async function factChangesAfter(
  sql: Sql,
  district: string,
  after: LedgerCursor,
  limit: number,
  below?: SafePoint,
): Promise<Stretch> {
  const lines = await sql.query<Line>(
    `select e.epoch, e.xid::text as xid, e.position, e.subject, f.source, f.facts as after, p.facts as before
       from (select subject, seq, epoch, xid, position from entry
              where district = $1 and (epoch, xid, position) > ($2::integer, $3::text::xid8, $4::bigint)
                and ($6::integer is null or epoch < $6 or (epoch = $6 and xid < $7::text::xid8))
              order by epoch, xid, position limit $5) e
       left join fact_version f on f.district = $1 and f.subject = e.subject and f.version = e.seq
       left join lateral (select b.facts from fact_version b
              where f.version is not null and b.district = $1 and b.subject = e.subject and b.version < f.version
              order by b.version desc limit 1) p on true
      order by e.epoch, e.xid, e.position`,
    [district, after.epoch, after.xid, after.position, limit, below?.epoch ?? null, below?.xid ?? null],
  );
  const last = lines.at(-1);
  return {
    changes: lines.flatMap(({ subject, source, before, after: facts }) =>
      source === null || facts === null ? [] : [{ subject, source, before, after: facts }],
    ),
    entries: lines.length,
    end: last === undefined ? after : { epoch: last.epoch, xid: last.xid, position: last.position },
  };
}

/** What the changes add to a count's cells and take from them. */
export function differencesOf(count: Count, changes: readonly FactChange[]): readonly Difference[] {
  return changes.flatMap(({ subject, source, before, after }) => {
    const add = (facts: JsonObject | null): Contribution | null =>
      facts !== null && comesFrom(count, subject, source, facts) ? contributionOf(count, facts) : null;
    return differenceOf(add(before), add(after));
  });
}

/** A register may be called `case`, so the subject tells a record from a case. */
function comesFrom({ source: wanted }: Count, subject: string, source: string, facts: JsonObject): boolean {
  const isRecord = subject.startsWith("record:");
  if (wanted.kind === "register") return isRecord && source === wanted.register;
  return !isRecord && (wanted.matter === "*" || facts["matter"] === wanted.matter);
}
