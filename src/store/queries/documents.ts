import type { Destroyed, NewDocument } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { rememberFile } from "./files.ts";
import type { SealUse } from "./seals.ts";

export type StoredDocument = NewDocument & {
  readonly status: "pending" | "ready" | "failed";
  /** SHA-256 of the sealed file. */
  readonly fileHash: string | null;
  readonly sealedAt: Instant | null;
  readonly fault: string | null;
  /** Set where its time was over and it was destroyed; its hash stays. */
  readonly destroyed: Destroyed | null;
};

const COLUMNS = `id, number, subject, kind, template, title, organ, issued_at as "issuedAt", holder, data, status,
  file_hash as "fileHash", sealed_at as "sealedAt", fault, destroyed`;

/** The documents of a subject, the oldest first. */
export async function listDocuments(
  store: Store,
  context: StoreContext,
  subject: string,
): Promise<readonly StoredDocument[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredDocument & Row>(
      `select ${COLUMNS} from document where district = $1 and subject = $2 order by issued_at, number`,
      [context.district, subject],
    ),
  );
}

/** A document by its id or by its number. */
export async function findDocument(
  store: Store,
  context: StoreContext,
  by: { readonly id: string } | { readonly number: string },
): Promise<StoredDocument | undefined> {
  const [column, value] = "id" in by ? ["id", by.id] : ["number", by.number];
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<StoredDocument & Row>(`select ${COLUMNS} from document where district = $1 and ${column} = $2`, [
      context.district,
      value,
    ]),
  );
  return row;
}

/**
 * Binds a document to its sealed file, whose bytes are already durable. Done once: a second sealing of the
 * same document (a worker killed between file and answer) changes nothing and answers false. The use of the seal is
 * logged with it.
 */
export async function sealDocument(
  store: Store,
  context: StoreContext,
  id: string,
  file: { readonly sha256: string; readonly bytes: number; readonly type: string; readonly at: Instant },
  use: SealUse | null = null,
): Promise<boolean> {
  return withContext(store.database, context, async (sql) => {
    const [, sealed] = await Promise.all([
      rememberFile(sql, context.district, file),
      sql.query(
        `update document set status = 'ready', file_hash = $3, sealed_at = $4, fault = null
          where district = $1 and id = $2 and status <> 'ready' returning id`,
        [context.district, id, file.sha256, file.at],
      ),
    ]);
    if (sealed.length > 0 && use !== null)
      await sql.last(
        `insert into seal_use (district, register, seal, document, file_hash, fingerprint, organ, subject, at)
         select d.district, $3, $4, d.id, $5, $6, d.organ, d.subject, $7 from document d
          where d.district = $1 and d.id = $2`,
        [context.district, id, use.register, use.seal, file.sha256, use.fingerprint, file.at],
      );
    return sealed.length > 0;
  });
}

/** Notes that a document could not be made; a later sealing clears it. */
export async function failDocument(
  store: Store,
  context: StoreContext,
  id: string,
  fault: string,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      "update document set status = 'failed', fault = $3 where district = $1 and id = $2 and status <> 'ready'",
      [context.district, id, fault],
    ),
  );
}
