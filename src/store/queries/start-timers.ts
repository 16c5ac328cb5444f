import type { StartFiring } from "#cases";
import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A timer start event that has come due, with the engine's wait as it was kept. */
export type DueStartTimer = StartFiring & { readonly wait: JsonObject };

/** The timers of a matter as they are reckoned for one version of its process. */
export type StartSchedule = {
  readonly matter: string;
  readonly version: string;
  readonly timers: readonly {
    readonly element: string;
    readonly dueAt: Instant;
    readonly wait: JsonObject;
  }[];
};

/**
 * Keeps the schedule of a matter's newly published version in place of the older one; the same version again (a
 * restart, a second server) leaves what stands. Answers whether it is new.
 */
export async function keepStartSchedule(
  store: Store,
  context: StoreContext,
  { matter, version, timers }: StartSchedule,
): Promise<boolean> {
  return withContext(store.database, context, async (sql) => {
    const fresh = await sql.query(
      `insert into start_schedule as s (district, matter, version) values ($1, $2, $3)
       on conflict (district, matter) do update set version = excluded.version
         where s.version <> excluded.version returning matter`,
      [context.district, matter, version],
    );
    if (fresh.length === 0) return false;
    await sql.query("delete from start_timer where district = $1 and matter = $2", [
      context.district,
      matter,
    ]);
    await sql.query(
      `insert into start_timer (district, matter, element, version, due_at, wait)
       select $1, $2, t.element, $3, t."dueAt", t.wait
         from jsonb_to_recordset($4::jsonb) as t (element text, "dueAt" timestamptz, wait jsonb)`,
      [context.district, matter, version, JSON.stringify(timers)],
    );
    return true;
  });
}

/** Matters that no longer begin by themselves have no schedule any more. */
export async function dropOtherStartSchedules(
  store: Store,
  context: StoreContext,
  matters: readonly string[],
): Promise<void> {
  await withContext(store.database, context, async (sql) => {
    for (const table of ["start_timer", "start_schedule"])
      await sql.query(`delete from ${table} where district = $1 and not matter = any ($2)`, [
        context.district,
        matters,
      ]);
  });
}

export async function dueStartTimers(
  store: Store,
  context: StoreContext,
  now: Instant,
  limit: number,
): Promise<readonly DueStartTimer[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<DueStartTimer & Row>(
      `select matter, element, version, due_at as "dueAt", wait from start_timer
        where district = $1 and due_at <= $2 order by due_at, matter, element limit $3`,
      [context.district, now, limit],
    ),
  );
}

/** A firing that could not begin its case is tried again later. */
export async function putOffStartTimer(
  store: Store,
  context: StoreContext,
  { matter, element, dueAt }: StartFiring,
  putOff: { readonly until: Instant; readonly fault: string },
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update start_timer set due_at = $5, fault = $6
        where district = $1 and matter = $2 and element = $3 and due_at = $4`,
      [context.district, matter, element, dueAt, putOff.until, putOff.fault],
    ),
  );
}
