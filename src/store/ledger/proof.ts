import { canonicalJson, err, hashOf, ok, problem, type Problem, type Result } from "#kernel";
import type { Entry, StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { ENTRY_COLUMNS } from "../queries/entries.ts";
import { ANCHOR_COLUMNS, type Anchor } from "./anchor.ts";
import { entryHash } from "./chain.ts";
import { linksBetween, type LedgerCursor, type PlacedEntry } from "./commit-order.ts";
import { systemContext, withContext } from "./context.ts";
import { findLedgerPublicKey, isSignedBy } from "./ledger-key.ts";
import { merklePath, rootFromPath } from "./merkle.ts";

/** Shows by itself, without the store, that an entry stood in the ledger when the anchor was signed. */
export type LedgerProof = {
  readonly format: "yiwang-proof-1";
  readonly entry: Entry;
  readonly anchor: Anchor;
  /** Ed25519, SubjectPublicKeyInfo in PEM. Compare it with one obtained elsewhere. */
  readonly publicKey: string;
  /** The entry's place among the anchor's `count` entries, and the hashes that lead to the root. */
  readonly index: number;
  readonly path: readonly string[];
};

/** The proof of an entry that the reader may see. Errors: SUBJECT_NOT_FOUND, PROOF_NOT_YET. */
export async function proofOf(
  store: Store,
  context: StoreContext,
  subject: string,
  seq: number,
): Promise<Result<LedgerProof, Problem>> {
  const { district } = context;
  const placed = await withContext(store.database, context, (sql) => findPlaced(sql, district, subject, seq));
  if (placed === undefined) return err(problem("SUBJECT_NOT_FOUND", { subject }));
  const { epoch, xid, position, ...entry } = placed;
  const publicKey = await findLedgerPublicKey(store, district);
  return withContext(store.database, systemContext(district), async (sql) => {
    const anchor = await findAnchorOf(sql, district, { epoch, xid, position });
    if (anchor === undefined || publicKey === undefined) return err(problem("PROOF_NOT_YET"));
    const { from, to, count } = anchor.statement;
    const entries = await linksBetween(sql, district, from, to, count);
    const index = entries.findIndex((each) => each.subject === subject && each.seq === seq);
    const leaves = entries.map(({ hash }) => Buffer.from(hash, "hex"));
    const path = merklePath(leaves, index).map((hash) => hash.toString("hex"));
    return ok({ format: "yiwang-proof-1", entry, anchor, publicKey, index, path });
  });
}

/** Checks a proof by calculation alone. Errors: PROOF_INVALID naming what does not fit. */
export function verifyProof({ entry, anchor, publicKey, index, path }: LedgerProof): Result<true, Problem> {
  if (entryHash(entry) !== entry.hash)
    return refuse("条目内容与其哈希不符", "the entry does not fit its hash");
  const { statement } = anchor;
  const leaf = Buffer.from(entry.hash, "hex");
  const siblings = path.map((hash) => Buffer.from(hash, "hex"));
  const root = rootFromPath(leaf, index, statement.count, siblings)?.toString("hex");
  if (root !== statement.entriesRoot)
    return refuse("条目不在锚定的根之下", "the entry is not under the anchor's root");
  if (hashOf(statement) !== anchor.hash)
    return refuse("锚定声明与其哈希不符", "the anchor does not fit its hash");
  if (!isSignedBy(publicKey, canonicalJson(statement), anchor.signature))
    return refuse("锚定的签名无效", "the anchor's signature is not valid");
  return ok(true);
}

function refuse(zh: string, en: string): Result<true, Problem> {
  return err(problem("PROOF_INVALID", { zh, en }));
}

async function findPlaced(
  sql: Sql,
  district: string,
  subject: string,
  seq: number,
): Promise<PlacedEntry | undefined> {
  const [row] = await sql.query<PlacedEntry & Row>(
    `select ${ENTRY_COLUMNS}, epoch, xid::text as xid, position
       from entry where district = $1 and subject = $2 and seq = $3`,
    [district, subject, seq],
  );
  return row;
}

async function findAnchorOf(sql: Sql, district: string, at: LedgerCursor): Promise<Anchor | undefined> {
  const [row] = await sql.query<Anchor & Row>(
    `select ${ANCHOR_COLUMNS} from anchor
      where district = $1
        and ((statement #>> '{to,epoch}')::integer, (statement #>> '{to,xid}')::xid8,
             (statement #>> '{to,position}')::bigint) >= ($2::integer, $3::text::xid8, $4::bigint)
      order by seq limit 1`,
    [district, at.epoch, at.xid, at.position],
  );
  return row;
}
