import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A form half filled in, kept for the account that fills it in. */
export type Draft = {
  readonly id: string;
  readonly matter: string;
  readonly data: JsonObject;
  readonly updatedAt: Instant;
};

const COLUMNS = `id, matter, data, updated_at as "updatedAt"`;

/** Keeps a draft unless a later one stands already (two open pages, a slow line). */
export async function keepDraft(store: Store, context: StoreContext, draft: Draft): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into draft (district, account, id, matter, data, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (district, account, id) do update set
         matter = excluded.matter, data = excluded.data, updated_at = excluded.updated_at
       where draft.updated_at <= excluded.updated_at`,
      [
        context.district,
        context.account,
        draft.id,
        draft.matter,
        JSON.stringify(draft.data),
        draft.updatedAt,
      ],
    ),
  );
}

/** The reader's own drafts, the latest first. */
export async function listDrafts(store: Store, context: StoreContext): Promise<readonly Draft[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<Draft & Row>(
      `select ${COLUMNS} from draft where district = $1 and account = $2 order by updated_at desc, id limit 100`,
      [context.district, context.account],
    ),
  );
}

export async function findDraft(store: Store, context: StoreContext, id: string): Promise<Draft | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<Draft & Row>(`select ${COLUMNS} from draft where district = $1 and account = $2 and id = $3`, [
      context.district,
      context.account,
      id,
    ]),
  );
  return row;
}

export async function removeDraft(store: Store, context: StoreContext, id: string): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last("delete from draft where district = $1 and account = $2 and id = $3", [
      context.district,
      context.account,
      id,
    ]),
  );
}
