import { canonicalJson, hashOf, type Instant, type JsonObject } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { NO_HASH } from "./chain.ts";
import { BEGINNING, cursorOf, linksAfter, safePoint, type LedgerCursor } from "./commit-order.ts";
import { systemContext, withContext } from "./context.ts";
import type { LedgerSigner } from "./ledger-key.ts";
import { merkleRoot } from "./merkle.ts";

/** What an anchor says of the ledger; exactly this is signed. Roots are Merkle roots, 64 hex digits. */
export type AnchorStatement = {
  readonly district: string;
  readonly seq: number;
  readonly at: Instant;
  readonly count: number;
  /** The entries after `from`, up to and with `to`, in commit order. */
  readonly from: LedgerCursor;
  readonly to: LedgerCursor;
  /** Over the entries' hashes. */
  readonly entriesRoot: string;
  /** Over the last entry of every subject among them, by subject. */
  readonly headsRoot: string;
  /** Hash of the anchor before. */
  readonly prev: string;
};

export type Anchor = {
  readonly statement: AnchorStatement;
  readonly hash: string;
  readonly signature: string;
  readonly keyId: string;
};

export type AnchorHead = { readonly subject: string; readonly seq: number; readonly hash: string };

/** The most entries of one anchor: a ledger of millions that was never anchored is anchored in stretches. */
const MOST_ENTRIES = 20_000;

/**
 * Anchors what came since the last anchor and can no longer change, at most so many entries; null when nothing did.
 * An anchor of as many as that may have left some for the next. The statement
 * should be given out (in receipts, to other keepers): only then does a lost end of the anchors show too.
 */
export async function anchorLedger(
  store: Store,
  district: string,
  at: Instant,
  signer: Pick<LedgerSigner, "keyId" | "sign">,
  most = MOST_ENTRIES,
): Promise<Anchor | null> {
  return withContext(store.database, systemContext(district), async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtext('anchor ' || $1))", [district]);
    const last = await findLastAnchor(sql, district);
    const from = last?.statement.to ?? BEGINNING;
    const links = await linksAfter(sql, district, from, await safePoint(sql), most);
    const end = links.at(-1);
    if (end === undefined) return null;
    // The last of a subject stands for it.
    const heads = [
      ...new Map(links.map(({ subject, seq, hash }) => [subject, { subject, seq, hash }])).values(),
    ];
    const statement: AnchorStatement = {
      district,
      seq: (last?.statement.seq ?? 0) + 1,
      at,
      count: links.length,
      from,
      to: cursorOf(end),
      entriesRoot: merkleRoot(links.map(({ hash }) => Buffer.from(hash, "hex"))).toString("hex"),
      headsRoot: headsRootOf(heads),
      prev: last?.hash ?? NO_HASH,
    };
    const anchor = {
      statement,
      hash: hashOf(statement),
      signature: signer.sign(canonicalJson(statement)),
      keyId: signer.keyId,
    };
    await keepAnchor(sql, anchor, heads);
    return anchor;
  });
}

/** Anchors all that can no longer change, stretch by stretch, each in a transaction of its own. */
export async function anchorWhole(
  ...[store, district, at, signer, most = MOST_ENTRIES]: Parameters<typeof anchorLedger>
): Promise<void> {
  for (;;) {
    const anchor = await anchorLedger(store, district, at, signer, most);
    if (anchor === null || anchor.statement.count < most) return;
  }
}

/** The anchors of a district in their order; `latest` gives only the last so many. */
export async function listAnchors(
  store: Store,
  district: string,
  latest = 1_000,
): Promise<readonly Anchor[]> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const rows = await sql.query<Anchor & Row>(
      `select ${ANCHOR_COLUMNS} from anchor where district = $1 order by seq desc limit $2`,
      [district, latest],
    );
    return rows.toReversed();
  });
}

export const ANCHOR_COLUMNS = `statement, encode(hash, 'hex') as hash, signature, key_id as "keyId"`;

/** Merkle root over heads, sorted by subject in code point order. */
export function headsRootOf(heads: readonly AnchorHead[]): string {
  const sorted = heads.toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
  const leaves = sorted.map(({ subject, seq, hash }) =>
    Buffer.from(canonicalJson([subject, seq, hash]), "utf8"),
  );
  return merkleRoot(leaves).toString("hex");
}

async function findLastAnchor(sql: Sql, district: string): Promise<Anchor | undefined> {
  const [row] = await sql.query<Anchor & Row>(
    `select ${ANCHOR_COLUMNS} from anchor where district = $1 order by seq desc limit 1`,
    [district],
  );
  return row;
}

async function keepAnchor(sql: Sql, anchor: Anchor, heads: readonly AnchorHead[]): Promise<void> {
  const { district, seq, at } = anchor.statement;
  const statement: JsonObject = anchor.statement;
  await sql.query(
    `insert into anchor (district, seq, at, statement, hash, signature, key_id)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7)`,
    [district, seq, at, JSON.stringify(statement), anchor.hash, anchor.signature, anchor.keyId],
  );
  await sql.query(
    `insert into anchor_head (district, anchor, subject, seq, hash)
     select $1, $2, h.subject, h.seq, decode(h.hash, 'hex')
       from jsonb_to_recordset($3::jsonb) as h (subject text, seq integer, hash text)`,
    [district, seq, JSON.stringify(heads)],
  );
}
