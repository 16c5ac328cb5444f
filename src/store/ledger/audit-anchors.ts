import { canonicalJson, hashOf } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import { ANCHOR_COLUMNS, headsRootOf, type Anchor, type AnchorHead } from "./anchor.ts";
import { auditFault, type AuditFault } from "./audit-fault.ts";
import { NO_HASH } from "./chain.ts";
import { cursorOf, linksBetween } from "./commit-order.ts";
import { isSignedBy } from "./ledger-key.ts";
import { merkleRoot } from "./merkle.ts";

const BATCH = 5_000;

/** Checks a district's anchors: their own chain and signatures, and the ledger against each of them. */
export async function auditAnchors(
  sql: Sql,
  district: string,
  publicKey: string | undefined,
  known: readonly Anchor[],
): Promise<{ readonly anchors: number; readonly faults: readonly AuditFault[] }> {
  const anchors = await sql.query<Anchor & Row>(
    `select ${ANCHOR_COLUMNS} from anchor where district = $1 order by seq`,
    [district],
  );
  const faults: AuditFault[] = [];
  let before = { seq: 0, hash: NO_HASH };
  for (const anchor of anchors) {
    const { seq, prev } = anchor.statement;
    if (seq !== before.seq + 1 || prev !== before.hash)
      faults.push(auditFault("anchorRemoved", district, { anchor: seq }));
    before = { seq, hash: anchor.hash };
    faults.push(...(await auditAnchor(sql, anchor, publicKey)));
  }
  const standing = new Set(anchors.map(({ hash }) => hash));
  const lost = known.filter(({ hash }) => !standing.has(hash));
  faults.push(
    ...lost.map(({ statement }) => auditFault("anchorRemoved", district, { anchor: statement.seq })),
  );
  return { anchors: anchors.length, faults };
}

async function auditAnchor(
  sql: Sql,
  { statement, hash, signature }: Anchor,
  publicKey: string | undefined,
): Promise<readonly AuditFault[]> {
  const { district, seq } = statement;
  const place = { anchor: seq };
  if (hashOf(statement) !== hash) return [auditFault("anchorTampered", district, place)];
  if (publicKey === undefined || !isSignedBy(publicKey, canonicalJson(statement), signature))
    return [auditFault("anchorUnsigned", district, place)];
  const heads = await sql.query<AnchorHead & Row>(
    "select subject, seq, encode(hash, 'hex') as hash from anchor_head where district = $1 and anchor = $2",
    [district, seq],
  );
  if (headsRootOf(heads) !== statement.headsRoot) return [auditFault("anchorTampered", district, place)];
  const located = await lostHeads(sql, district, seq);
  if (located.length > 0) return located;
  const leaves = await leavesOf(sql, statement);
  const same = merkleRoot(leaves).toString("hex") === statement.entriesRoot;
  return same ? [] : [auditFault("anchorDiffers", district, place)];
}

/** Entries that an anchor names as the last of their subject and that are gone or other than they were. */
async function lostHeads(sql: Sql, district: string, anchor: number): Promise<readonly AuditFault[]> {
  const rows = await sql.query<{ subject: string; seq: number; gone: boolean; bare: boolean }>(
    `select h.subject, h.seq, e.seq is null as gone,
            not exists (select from entry a where a.district = h.district and a.subject = h.subject) as bare
       from anchor_head h
       left join entry e on e.district = h.district and e.subject = h.subject and e.seq = h.seq
      where h.district = $1 and h.anchor = $2 and (e.seq is null or e.hash <> h.hash)
      order by h.subject limit 1000`,
    [district, anchor],
  );
  return rows.map(({ subject, seq, gone, bare }) =>
    auditFault(bare ? "subjectRemoved" : gone ? "removed" : "tampered", district, { subject, seq, anchor }),
  );
}

async function leavesOf(sql: Sql, { district, from, to }: Anchor["statement"]): Promise<readonly Buffer[]> {
  const leaves: Buffer[] = [];
  let after = from;
  for (;;) {
    const batch = await linksBetween(sql, district, after, to, BATCH);
    leaves.push(...batch.map(({ hash }) => Buffer.from(hash, "hex")));
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return leaves;
    after = cursorOf(last);
  }
}
