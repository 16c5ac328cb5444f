import type { OutboxItem } from "#cases";
import type { Instant, JsonObject, Problem } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { settleDropped } from "./outside-reports.ts";

/** An effect taken to be carried out; `kind: "job"` carries an OpenJob whose case is `subject`. */
export type ClaimedItem = OutboxItem & {
  readonly district: string;
  /** How often it was taken, this time included; a server that was killed took it and did not fail at it. */
  readonly attempts: number;
  /** How often it failed since it was ordered, or since a person had it tried again. */
  readonly failures: number;
};

export type ClaimOptions = {
  readonly now: Instant;
  readonly limit: number;
  /** Until when the others leave it alone; a worker that died gives it up then. */
  readonly until: Instant;
  readonly kinds?: readonly string[];
};

/** Takes what is due. Rows that another worker is taking are skipped, not waited for. */
export async function claimOutbox(
  store: Store,
  context: StoreContext,
  options: ClaimOptions,
): Promise<readonly ClaimedItem[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<ClaimedItem & Row>(
      `with due as (
         select district, id from outbox
          where (district = $1 or $1 = '*') and status = 'ready' and next_at <= $2
            and (claimed_until is null or claimed_until <= $2)
            and ($5::text[] is null or kind = any ($5))
          order by next_at, id limit $3 for update skip locked)
       update outbox o set claimed_until = $4, claimed_by = $6, attempts = o.attempts + 1
         from due where o.district = due.district and o.id = due.id
       returning o.district, o.id, o.kind, o.subject, o.payload, o.attempts, o.failures`,
      [context.district, options.now, options.limit, options.until, options.kinds ?? null, store.server],
    ),
  );
}

/** Notes that an effect was carried out. */
export async function completeOutbox(
  store: Store,
  context: StoreContext,
  id: string,
  at: Instant,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update outbox set status = 'done', done_at = $3, claimed_until = null, fault = null
        where district = $1 and id = $2`,
      [context.district, id, at],
    ),
  );
}

/** Takes an item out of the outbox: it was carried out, and nobody will ask for it again. */
export async function removeOutbox(store: Store, context: StoreContext, id: string): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last("delete from outbox where district = $1 and id = $2", [context.district, id]),
  );
}

/** A delivery that failed at a moment: tried again at `nextAt`, or given up (null) until a person resolves it. */
export type OutboxFailure = {
  readonly fault: string;
  /** What a person is told of it; null where it is told as given up after many tries. */
  readonly problem?: Problem | null;
  readonly at: Instant;
  readonly nextAt: Instant | null;
};

/** Notes a failure. */
export async function failOutbox(
  store: Store,
  context: StoreContext,
  id: string,
  { fault, problem = null, at, nextAt }: OutboxFailure,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update outbox set status = case when $4::timestamptz is null then 'failed' else 'ready' end,
              next_at = coalesce($4, next_at), claimed_until = null, fault = $3, failures = failures + 1,
              failed_at = case when $4::timestamptz is null then $5::timestamptz end, problem = $6::jsonb
        where district = $1 and id = $2 and status = 'ready'`,
      [context.district, id, fault, nextAt, at, problem === null ? null : JSON.stringify(problem)],
    ),
  );
}

/** Has what was given up tried again, from its first attempt; false where it is given up no longer. */
export async function retryOutbox(
  store: Store,
  context: StoreContext,
  id: string,
  at: Instant,
): Promise<boolean> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last(
      `update outbox set status = 'ready', failures = 0, next_at = $3, failed_at = null
        where district = $1 and id = $2 and status = 'failed' returning id`,
      [context.district, id, at],
    ),
  );
  return rows.length > 0;
}

/** Who drops a delivery, by account id, and why. */
export type Dropping = { readonly by: string; readonly reason: string; readonly at: Instant };

/** Drops what was given up, for good; who did so and why stays with it. False where it is given up no longer. */
export async function dropOutbox(
  store: Store,
  context: StoreContext,
  id: string,
  dropping: Dropping,
): Promise<boolean> {
  return withContext(store.database, context, async (sql) => {
    const [row] = await sql.query<{ kind: string; payload: JsonObject }>(
      `update outbox set status = 'dropped', dropped = $3
        where district = $1 and id = $2 and status = 'failed' returning kind, payload`,
      [context.district, id, JSON.stringify(dropping)],
    );
    if (row !== undefined) await settleDropped(sql, context.district, { ...row, at: dropping.at });
    return row !== undefined;
  });
}

/** When the next effect is due, for a worker that sleeps until then. */
export async function nextOutboxAt(store: Store, context: StoreContext): Promise<Instant | null> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ at: Instant | null }>(
      `select min(greatest(next_at, coalesce(claimed_until, next_at))) as at from outbox
        where (district = $1 or $1 = '*') and status = 'ready'`,
      [context.district],
    ),
  );
  return row?.at ?? null;
}
