import type { Instant, LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Work that waits in a table of its own, by what it is called; the rest waits in the outbox. */
type TableOfWork = "timers" | "start timers" | "record dues" | "batches" | "migrations";

/** A kind of work that may be due: in the outbox by its kind, jobs by their type, the rest by where it waits. */
export type KindOfWork = `outbox ${string}` | `job ${string}` | TableOfWork;

/**
 * Which of these kinds of work have something that is due and that nobody has taken, in one question; what each of the
 * worker's chores asks for itself would be many.
 */
export async function findWorkDue(
  store: Store,
  context: StoreContext,
  {
    kinds,
    now,
    today,
  }: { readonly kinds: readonly KindOfWork[]; readonly now: Instant; readonly today: LocalDate },
): Promise<ReadonlySet<KindOfWork>> {
  const after = (start: string): readonly string[] =>
    kinds.flatMap((kind) => (kind.startsWith(start) ? [kind.slice(start.length)] : []));
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ kind: KindOfWork }>(
      `select 'outbox ' || kind as kind from unnest($4::text[]) as k (kind)
        where exists (select 1 from outbox o
                       where o.district = $1 and o.status = 'ready' and o.kind = k.kind and o.next_at <= $2
                         and (o.claimed_until is null or o.claimed_until <= $2))
       union all
       select 'job ' || type from unnest($5::text[]) as j (type)
        where exists (select 1 from outbox o
                       where o.district = $1 and o.status = 'ready' and o.kind = 'job'
                         and o.payload ->> 'type' = j.type and o.next_at <= $2)
       union all
       select 'timers' where exists (
         select 1 from timer where district = $1 and due_at <= $2 and (claimed_until is null or claimed_until <= $2))
       union all
       select 'start timers' where exists (select 1 from start_timer where district = $1 and due_at <= $2)
       union all
       select 'record dues' where exists (
         select 1 from record_due where district = $1 and done_at is null and due_on <= $3
            and (next_at is null or next_at <= $2))
       union all
       select 'batches' where exists (
         select 1 from batch where district = $1 and status in ('running', 'stopping')
            and (claimed_until is null or claimed_until <= $2))
       union all
       select 'migrations' where exists (
         select 1 from case_migration where district = $1 and status in ('running', 'stopping')
            and (claimed_until is null or claimed_until <= $2))`,
      [context.district, now, today, after("outbox "), after("job ")],
    ),
  );
  return new Set(rows.map(({ kind }) => kind));
}
