import type { Migration, MigrationLine, PlanMove } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import type { LineRun } from "./line-runs.ts";

const COLUMNS = `id, account, matter, from_plan as "from", to_plan as "to", mapping, reason, status,
  created_at as "createdAt", ended_at as "endedAt"`;
const LINE_COLUMNS = `place, case_no as "caseNo", status, problem`;

/** Migrations as the worker takes them. */
export const MIGRATIONS: LineRun = {
  orders: "case_migration",
  lines: "case_migration_line",
  of: "migration",
  orderColumns: COLUMNS,
  lineColumns: LINE_COLUMNS,
};

/** How many cases of a migration stand where. */
export type MigrationCounts = { readonly ready: number; readonly refused: number; readonly done: number };

export type StoredMigration = {
  readonly migration: Migration;
  readonly counts: MigrationCounts;
  /** Cases that were refused, the first thousand. */
  readonly refused: readonly MigrationLine[];
};

const COUNTS = `(select jsonb_build_object(
    'ready', count(*) filter (where l.status = 'ready'), 'refused', count(*) filter (where l.status = 'refused'),
    'done', count(*) filter (where l.status = 'done'))
  from case_migration_line l where l.district = m.district and l.migration = m.id) as counts`;

/**
 * Begins a migration of the cases that run on the plan at this moment; answers how many. The same id again begins
 * nothing.
 */
export async function startMigration(
  store: Store,
  context: StoreContext,
  { id, account, matter, from, to, mapping, reason, createdAt }: Omit<Migration, "status" | "endedAt">,
): Promise<number> {
  return withContext(store.database, context, async (sql) => {
    const begun = await sql.query(
      `insert into case_migration (district, id, account, matter, from_plan, to_plan, mapping, reason, status, created_at)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, 'running', $9) on conflict do nothing returning id`,
      [context.district, id, account, matter, from, to, JSON.stringify(mapping), reason, createdAt],
    );
    if (begun.length > 0)
      await sql.query(
        `insert into case_migration_line (district, migration, place, case_no, status)
         select $1, $2, row_number() over (order by received_at, id), id, 'ready' from case_file
          where district = $1 and closed_at is null and matter = $3 and plan = $4`,
        [context.district, id, matter, from],
      );
    const [row] = await sql.query<{ count: number }>(
      "select count(*)::integer as count from case_migration_line where district = $1 and migration = $2",
      [context.district, id],
    );
    return row?.count ?? 0;
  });
}

export async function findMigration(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<StoredMigration | undefined> {
  return withContext(store.database, context, async (sql) => {
    const [row] = await sql.query<Migration & { counts: MigrationCounts } & Row>(
      `select ${COLUMNS}, ${COUNTS} from case_migration m where district = $1 and id = $2`,
      [context.district, id],
    );
    if (row === undefined) return undefined;
    const refused = await sql.query<MigrationLine & Row>(
      `select ${LINE_COLUMNS} from case_migration_line
        where district = $1 and migration = $2 and status = 'refused' order by place limit 1000`,
      [context.district, id],
    );
    const { counts, ...migration } = row;
    return { migration, counts, refused };
  });
}

/** The latest migrations, the newest first. */
export async function listMigrations(
  store: Store,
  context: StoreContext,
  most: number,
): Promise<readonly Omit<StoredMigration, "refused">[]> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<Migration & { counts: MigrationCounts } & Row>(
      `select ${COLUMNS}, ${COUNTS} from case_migration m where district = $1
        order by created_at desc, id desc limit $2`,
      [context.district, most],
    ),
  );
  return rows.map(({ counts, ...migration }) => ({ migration, counts }));
}

/** No further case is begun; the one under way is finished. */
export async function stopMigration(store: Store, context: StoreContext, id: string): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      "update case_migration set status = 'stopping' where district = $1 and id = $2 and status = 'running'",
      [context.district, id],
    ),
  );
}

export async function endMigration(
  store: Store,
  context: StoreContext,
  id: string,
  end: { readonly status: "done" | "stopped"; readonly at: Instant },
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update case_migration set status = $3, ended_at = $4, claimed_until = null where district = $1 and id = $2`,
      [context.district, id, end.status, end.at],
    ),
  );
}

/** How many open cases run on which plan, by matter. */
export async function countRunning(
  store: Store,
  context: StoreContext,
): Promise<readonly (Pick<PlanMove, "matter"> & { readonly plan: string; readonly running: number })[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<{ matter: string; plan: string; running: number }>(
      `select matter, plan, count(*)::integer as running from case_file
        where district = $1 and closed_at is null group by matter, plan order by matter, plan`,
      [context.district],
    ),
  );
}
