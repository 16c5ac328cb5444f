import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A certificate shared for a purpose and until a moment. */
export type CertificateShare = {
  readonly id: string;
  readonly register: string;
  readonly certificate: string;
  /** An account, or a record (`register:key`). */
  readonly holder: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly until: Instant;
  readonly withdrawnAt: Instant | null;
};

/** One use of a share. */
export type ShareUse = { readonly share: string; readonly at: Instant; readonly what: "view" | "download" };

const COLUMNS = `id, register, certificate, holder, purpose, recipient, made_by as "madeBy", made_at as "madeAt",
  until, withdrawn_at as "withdrawnAt"`;

/** Keeps a new share under the hash of its code. */
export async function keepShare(
  store: Store,
  context: StoreContext,
  share: CertificateShare,
  codeHash: string,
): Promise<void> {
  const { id, register, certificate, holder, purpose, recipient, madeBy, madeAt, until } = share;
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into certificate_share
         (district, id, code_hash, register, certificate, holder, purpose, recipient, made_by, made_at, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        context.district,
        id,
        codeHash,
        register,
        certificate,
        holder,
        purpose,
        recipient,
        madeBy,
        madeAt,
        until,
      ],
    ),
  );
}

/** The shares of certificates that the reader holds, the newest first. */
export async function listShares(
  store: Store,
  context: StoreContext,
  holders: readonly string[],
): Promise<readonly CertificateShare[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<CertificateShare & Row>(
      `select ${COLUMNS} from certificate_share where district = $1 and holder = any ($2)
        order by made_at desc, id limit 200`,
      [context.district, holders],
    ),
  );
}

/** Uses of these shares, the newest first. */
export async function listShareUses(
  store: Store,
  context: StoreContext,
  shares: readonly string[],
): Promise<readonly ShareUse[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<ShareUse & Row>(
      `select share, at, what from certificate_share_use where district = $1 and share = any ($2)
        order by at desc, id limit 500`,
      [context.district, shares],
    ),
  );
}

/** Ends a share at once; false where the reader holds none of that name that still lasts. */
export async function withdrawShare(
  store: Store,
  context: StoreContext,
  id: string,
  at: Instant,
): Promise<boolean> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last(
      `update certificate_share set withdrawn_at = $3
        where district = $1 and id = $2 and withdrawn_at is null and until > $3 returning id`,
      [context.district, id, at],
    ),
  );
  return rows.length > 0;
}

/** The share that a code opens, whatever became of it. */
export async function findShareByCode(
  store: Store,
  context: StoreContext,
  codeHash: string,
): Promise<CertificateShare | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<CertificateShare & Row>(
      `select ${COLUMNS} from certificate_share where district = $1 and code_hash = $2`,
      [context.district, codeHash],
    ),
  );
  return row;
}

/** Logs a use of a share that still lasts, in one statement with asking whether it does. */
export async function logShareUse(
  store: Store,
  context: StoreContext,
  use: ShareUse & { readonly id: string },
): Promise<boolean> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into certificate_share_use (district, share, at, id, what)
       select district, id, $3, $4, $5 from certificate_share
        where district = $1 and id = $2 and withdrawn_at is null and until > $3 returning id`,
      [context.district, use.share, use.at, use.id, use.what],
    ),
  );
  return rows.length > 0;
}
