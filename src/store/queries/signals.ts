import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A signal on its way through the cases that wait for it, in the order of their numbers. */
export type SpreadingSignal = {
  /** The outbox item that carries it. */
  readonly item: string;
  readonly name: string;
  readonly fromCase: string | null;
  /** What each case's own order carries. */
  readonly payload: JsonObject;
  readonly kind: string;
  readonly now: Instant;
};

/**
 * Orders a signal for the next cases that wait for it, and notes in the same transaction how far it has come, so
 * that it goes on from there after a death. Answers how many there were, at most `limit`.
 */
export async function spreadSignal(
  store: Store,
  context: StoreContext,
  signal: SpreadingSignal,
  limit: number,
): Promise<number> {
  const { item, name, fromCase, payload, kind, now } = signal;
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ count: number }>(
      `with carrier as (
         select coalesce(payload ->> 'after', '') as after from outbox
          where district = $1 and id = $2 for update),
       batch as (
         select distinct s.case_id from subscription s, carrier
          where s.district = $1 and s.kind = 'signal' and s.name = $3 and s.case_id > carrier.after
            and s.case_id is distinct from $4
          order by s.case_id limit $5),
       ordered as (
         insert into outbox (district, id, kind, subject, payload, next_at)
         select $1, $2 || '/' || case_id, $6, case_id, $7::jsonb, $8 from batch
         on conflict (district, id) do nothing),
       noted as (
         update outbox set payload = jsonb_set(payload, '{after}', to_jsonb((select max(case_id) from batch)))
          where district = $1 and id = $2 and exists (select from batch))
       select count(*)::integer as count from batch`,
      [context.district, item, name, fromCase, limit, kind, JSON.stringify(payload), now],
    ),
  );
  return row?.count ?? 0;
}

/** Puts orders into the outbox; one that stands there already is left. */
export async function orderOutbox(
  store: Store,
  context: StoreContext,
  items: readonly { readonly id: string; readonly kind: string; readonly payload: JsonObject }[],
  at: Instant,
): Promise<void> {
  if (items.length === 0) return;
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into outbox (district, id, kind, payload, next_at)
       select $1, o.id, o.kind, o.payload, $3
         from jsonb_to_recordset($2::jsonb) as o (id text, kind text, payload jsonb)
       on conflict (district, id) do nothing`,
      [context.district, JSON.stringify(items), at],
    ),
  );
}
