import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** The first of the two numbers of the advisory locks that servers hold; the second is the server's own. */
const SERVER_LOCKS = 0x79_77;

/**
 * Shows for as long as this process lives, or until `leave`, that its server does: by an advisory lock, which the
 * database gives up with the session that holds it. A session that breaks is followed by another.
 */
export async function showServer(store: Store): Promise<{ leave(): Promise<void> }> {
  const lock = await store.database.holdLock(SERVER_LOCKS, store.server);
  return { leave: () => lock.release() };
}

/**
 * Keeps the list of servers: this one is on it, and one whose lock nobody holds is struck off and what it had taken is
 * given back: items of the outbox, jobs, timers, batches and migrations. Answers how many were struck off. A living server that
 * has lost its session for a moment may be overtaken, which does no harm: all that is claimed has one effect.
 */
export async function keepServers(store: Store, context: StoreContext, now: Instant): Promise<number> {
  return withContext(store.database, context, async (sql) => {
    await sql.query("insert into server (district, id) values ($1, $2) on conflict do nothing", [
      context.district,
      store.server,
    ]);
    const dead = await sql.query<{ id: number }>(
      `delete from server s where district = $1 and id <> $2 and not exists (
         select from pg_locks l join pg_database d on d.oid = l.database
          where l.locktype = 'advisory' and d.datname = current_database() and l.granted
            and l.classid = $3::oid and l.objid = s.id::oid and l.objsubid = 2)
       returning id`,
      [context.district, store.server, SERVER_LOCKS],
    );
    if (dead.length === 0) return 0;
    const whose = [context.district, dead.map(({ id }) => id)];
    const taken = "district = $1 and claimed_by = any ($2::integer[]) and claimed_until is not null";
    await sql.query(
      // A job is due when its lease ends: that is now.
      `update outbox set claimed_until = null, claimed_by = null, lease = null,
              next_at = case when kind = 'job' then least(next_at, $3) else next_at end
        where ${taken} and status = 'ready'`,
      [...whose, now],
    );
    await sql.query(`update timer set claimed_until = null, claimed_by = null where ${taken}`, whose);
    for (const table of ["batch", "case_migration"])
      await sql.query(`update ${table} set claimed_until = null, claimed_by = null where ${taken}`, whose);
    return dead.length;
  });
}
