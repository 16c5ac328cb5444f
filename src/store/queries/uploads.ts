import { err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A file announced by an account for a material; `sha256` stands once it came whole and was kept. */
export type Upload = {
  readonly id: string;
  readonly account: string;
  readonly matter: string;
  readonly material: string;
  readonly name: string;
  readonly size: number;
  readonly at: Instant;
  readonly sha256: string | null;
};

/** What one account may have on its way at once. */
export type UploadQuota = { readonly files: number; readonly bytes: number };

/** Announces an upload. Errors: UPLOADS_UNFINISHED where the account has as much on its way as it may. */
export async function addUpload(
  store: Store,
  context: StoreContext,
  upload: Omit<Upload, "sha256">,
  quota: UploadQuota,
): Promise<Result<void, Problem>> {
  return withContext(store.database, context, async (sql) => {
    const [open] = await sql.query<{ files: number; bytes: number }>(
      `select count(*)::int as files, coalesce(sum(size), 0)::bigint as bytes from upload
        where district = $1 and account = $2 and hash is null`,
      [context.district, upload.account],
    );
    const files = open?.files ?? 0;
    if (files >= quota.files || (open?.bytes ?? 0) + upload.size > quota.bytes)
      return err(problem("UPLOADS_UNFINISHED", { count: files }));
    await sql.last(
      `insert into upload (district, id, account, matter, material, name, size, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        context.district,
        upload.id,
        upload.account,
        upload.matter,
        upload.material,
        upload.name,
        upload.size,
        upload.at,
      ],
    );
    return ok(undefined);
  });
}

/** An upload of the reader's own. */
export async function findUpload(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<Upload | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<Upload & Row>(
      `select id, account, matter, material, name, size, at, hash as sha256 from upload
        where district = $1 and account = $2 and id = $3`,
      [context.district, context.account, id],
    ),
  );
  return row;
}

/** Forgets an upload of the reader's own; a file it became stays. */
export async function removeUpload(store: Store, context: StoreContext, id: string): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last("delete from upload where district = $1 and account = $2 and id = $3", [
      context.district,
      context.account,
      id,
    ]),
  );
}

/** Forgets the uploads announced before a moment, finished or not, for the system; answers their ids. */
export async function sweepUploads(
  store: Store,
  context: StoreContext,
  before: Instant,
): Promise<readonly string[]> {
  const gone = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string }>("delete from upload where district = $1 and at < $2 returning id", [
      context.district,
      before,
    ]),
  );
  return gone.map(({ id }) => id);
}
