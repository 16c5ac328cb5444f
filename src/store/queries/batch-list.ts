import type { Batch, BatchStatus } from "#cases";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { BATCH_COLUMNS } from "./batches.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/** How many lines of a batch stand where; `planned` are those that its preview found ready. */
type BatchCounts = {
  readonly planned: number;
  readonly ready: number;
  readonly refused: number;
  readonly done: number;
};

/** A batch without its lines. */
export type BatchHead = { readonly batch: Batch; readonly counts: BatchCounts };

/** Where a batch stands, and whose it is. */
export type BatchStanding = BatchCounts & {
  readonly id: string;
  readonly account: string;
  readonly status: BatchStatus;
};

/** The lines of the batch `b`, counted: a hundred at most. */
const COUNTS = `count(*) filter (where l.foreseen is not null)::integer as planned,
  count(*) filter (where l.status = 'ready')::integer as ready,
  count(*) filter (where l.status = 'refused')::integer as refused,
  count(*) filter (where l.status = 'done')::integer as done`;

/** An account's batches, the latest first; a keyset page. */
export async function listBatches(
  store: Store,
  context: StoreContext,
  account: string,
  options: PageOptions = {},
): Promise<Page<BatchHead>> {
  const limit = limitOf(options);
  const [at, id] = keysOf(options, 2, "moment") ?? [];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<Batch & BatchCounts & Row>(
      `select b.*, c.* from (
         select ${BATCH_COLUMNS} from batch
          where district = $1 and account = $2
            and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::text))
          order by created_at desc, id desc limit $5) as b,
         lateral (select ${COUNTS} from batch_line l where l.district = $1 and l.batch = b.id) as c
        order by b."createdAt" desc, b.id desc`,
      [context.district, account, at ?? null, id ?? null, limit + 1],
    ),
  );
  const page = pageOf(rows, limit, ({ createdAt, id: last }) => [createdAt, last]);
  return { items: page.items.map(headOf), next: page.next };
}

function headOf({ planned, ready, refused, done, ...batch }: Batch & BatchCounts): BatchHead {
  return { batch, counts: { planned, ready, refused, done } };
}

const standing = (which: string): string =>
  `select b.id, b.account, b.status, c.* from batch b,
     lateral (select ${COUNTS} from batch_line l where l.district = b.district and l.batch = b.id) as c
    where b.district = $1 and ${which}`;

/** Where the batches stand that are under way, and those that are named besides. */
export async function batchesUnderWay(
  store: Store,
  context: StoreContext,
  named: readonly string[],
): Promise<readonly BatchStanding[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<BatchStanding & Row>(
      `${standing("b.status in ('running', 'stopping')")}
       union ${standing("b.id = any ($2::text[])")} order by id`,
      [context.district, named],
    ),
  );
}
