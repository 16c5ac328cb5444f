import type { Batch, BatchLine } from "#cases";
import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import type { LineRun } from "./line-runs.ts";

/** A batch's columns as a Batch. */
export const BATCH_COLUMNS = `id, account, matter, matter_version as "matterVersion", element, form, name, given as "values",
  status, created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"`;

const LINE_COLUMNS = `place, case_no as "caseNo", task, version, status, foreseen, problem`;

/** A batch with its lines in their order. */
export type StoredBatch = { readonly batch: Batch; readonly lines: readonly BatchLine[] };

/** Keeps a preview. */
export async function keepBatch(
  store: Store,
  context: StoreContext,
  { batch, lines }: StoredBatch,
): Promise<void> {
  await withContext(store.database, context, async (sql) => {
    await sql.query(
      `insert into batch (district, id, account, matter, matter_version, element, form, name, given, status, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11)`,
      [
        context.district,
        batch.id,
        batch.account,
        batch.matter,
        batch.matterVersion,
        batch.element,
        batch.form,
        batch.name,
        JSON.stringify(batch.values),
        batch.status,
        batch.createdAt,
      ],
    );
    await sql.query(
      `insert into batch_line (district, batch, place, case_no, task, version, status, foreseen, problem)
       select $1, $2, l.place, l."caseNo", l.task, l.version, l.status, l.foreseen, l.problem
         from jsonb_to_recordset($3::jsonb) as l (place integer, "caseNo" text, task text, version integer,
           status text, foreseen jsonb, problem jsonb)`,
      [context.district, batch.id, JSON.stringify(lines)],
    );
  });
}

export async function findBatch(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<StoredBatch | undefined> {
  return withContext(store.database, context, async (sql) => {
    const [batch] = await sql.query<Batch & Row>(
      `select ${BATCH_COLUMNS} from batch where district = $1 and id = $2`,
      [context.district, id],
    );
    if (batch === undefined) return undefined;
    const lines = await sql.query<BatchLine & Row>(
      `select ${LINE_COLUMNS} from batch_line where district = $1 and batch = $2 order by place`,
      [context.district, id],
    );
    return { batch, lines };
  });
}

/** A preview becomes work to do; what is no preview any more stays as it is. */
export async function startBatch(
  store: Store,
  context: StoreContext,
  id: string,
  at: Instant,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update batch set status = 'running', started_at = $3
        where district = $1 and id = $2 and status = 'preview'`,
      [context.district, id, at],
    ),
  );
}

/** Nothing of a batch is begun any more; what is under way is finished. */
export async function stopBatch(store: Store, context: StoreContext, id: string): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update batch set status = 'stopping' where district = $1 and id = $2 and status in ('preview', 'running')`,
      [context.district, id],
    ),
  );
}

/** Batches as the worker takes them. */
export const BATCHES: LineRun = {
  orders: "batch",
  lines: "batch_line",
  of: "batch",
  orderColumns: BATCH_COLUMNS,
  lineColumns: LINE_COLUMNS,
};

/** A batch has ended: it keeps of its values what may stay. */
export async function endBatch(
  store: Store,
  context: StoreContext,
  id: string,
  end: { readonly status: "done" | "stopped"; readonly at: Instant; readonly values: JsonObject },
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update batch set status = $3, ended_at = $4, given = $5::jsonb, claimed_until = null
        where district = $1 and id = $2`,
      [context.district, id, end.status, end.at, JSON.stringify(end.values)],
    ),
  );
}

/** Previews that nobody ran are forgotten; answers how many. */
export async function sweepBatches(store: Store, context: StoreContext, before: Instant): Promise<number> {
  const swept = await withContext(store.database, context, (sql: Sql) =>
    sql.query(
      "delete from batch where district = $1 and status = 'preview' and created_at < $2 returning id",
      [context.district, before],
    ),
  );
  return swept.length;
}
