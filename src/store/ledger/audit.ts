import type { Entry } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { ENTRY_COLUMNS, type EntryRow } from "../queries/entries.ts";
import { auditAnchors } from "./audit-anchors.ts";
import { auditChain, type StoredHead } from "./audit-chain.ts";
import { auditFault, type AuditFault } from "./audit-fault.ts";
import { WHOLE_STORE, withContext } from "./context.ts";
import type { Anchor } from "./anchor.ts";
import { findLedgerPublicKey } from "./ledger-key.ts";

export type AuditReport = {
  readonly ok: boolean;
  readonly districts: number;
  readonly entries: number;
  readonly subjects: number;
  readonly anchors: number;
  readonly faults: readonly AuditFault[];
};

export type AuditOptions = {
  /** Anchors that others kept: they show when the end of the anchors itself was removed. */
  readonly known?: readonly Anchor[];
};

const BATCH = 2_000;

/**
 * Checks every chain, every current state and every anchor of the whole store, in one moment of it and in
 * batches. What a fault says is where it is: subject and entry, or anchor.
 */
export async function auditLedger(store: Store, options: AuditOptions = {}): Promise<AuditReport> {
  const districts = await withContext(store.database, WHOLE_STORE, (sql) =>
    sql.last<{ district: string }>(
      `select distinct district from entry union select distinct district from case_file
       union select distinct district from record union select distinct district from anchor order by 1`,
    ),
  );
  const keys = new Map<string, string | undefined>();
  for (const { district } of districts) keys.set(district, await findLedgerPublicKey(store, district));
  return withContext(
    store.database,
    WHOLE_STORE,
    async (sql) => {
      const report = { entries: 0, subjects: 0, anchors: 0, faults: [] as AuditFault[] };
      for (const [district, publicKey] of keys) {
        const chains = await auditChains(sql, district);
        const known = (options.known ?? []).filter(({ statement }) => statement.district === district);
        const anchors = await auditAnchors(sql, district, publicKey, known);
        report.entries += chains.entries;
        report.subjects += chains.subjects;
        report.anchors += anchors.anchors;
        report.faults.push(...chains.faults, ...withoutTwice(anchors.faults, chains.faults));
      }
      return { ok: report.faults.length === 0, districts: keys.size, ...report };
    },
    { readOnly: true },
  );
}

/** An anchor tells again what a chain told already: once is enough. */
function withoutTwice(faults: readonly AuditFault[], told: readonly AuditFault[]): readonly AuditFault[] {
  const known = new Set(told.map(({ subject, seq }) => `${subject}/${seq}`));
  return faults.filter(({ subject, seq }) => subject === null || !known.has(`${subject}/${seq}`));
}

type Chains = { readonly entries: number; readonly subjects: number; readonly faults: readonly AuditFault[] };

async function auditChains(sql: Sql, district: string): Promise<Chains> {
  const faults: AuditFault[] = [];
  let [entries, subjects] = [0, 0];
  for await (const chains of chainsOf(sql, district)) {
    const heads = await headsOf(sql, district, [...chains.keys()]);
    for (const [subject, chain] of chains) {
      faults.push(...auditChain(chain, heads.get(subject)));
      entries += chain.length;
      subjects += 1;
    }
  }
  const bare = await sql.query<{ subject: string }>(
    `select c.id as subject from case_file c
      where c.district = $1 and not exists (select from entry e where e.district = c.district and e.subject = c.id)
     union all
     select 'record:' || r.register || ':' || r.id from record r
      where r.district = $1 and not exists (select from entry e
        where e.district = r.district and e.subject = 'record:' || r.register || ':' || r.id)`,
    [district],
  );
  faults.push(...bare.map(({ subject }) => auditFault("subjectRemoved", district, { subject })));
  return { entries, subjects, faults };
}

/** Whole chains, a batch at a time; the subject that a batch cuts through goes with the next one. */
async function* chainsOf(sql: Sql, district: string): AsyncGenerator<Map<string, Entry[]>> {
  let [subject, seq] = ["", 0];
  let chains = new Map<string, Entry[]>();
  for (;;) {
    const batch = await sql.query<EntryRow>(
      `select ${ENTRY_COLUMNS} from entry where district = $1 and (subject, seq) > ($2, $3)
        order by subject, seq limit $4`,
      [district, subject, seq, BATCH],
    );
    for (const entry of batch) {
      const chain = chains.get(entry.subject);
      if (chain === undefined) chains.set(entry.subject, [entry]);
      else chain.push(entry);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) {
      yield chains;
      return;
    }
    const open = chains.get(last.subject) ?? [];
    chains.delete(last.subject);
    yield chains;
    chains = new Map([[last.subject, open]]);
    [subject, seq] = [last.subject, last.seq];
  }
}

async function headsOf(
  sql: Sql,
  district: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, StoredHead>> {
  const records = subjects.filter((subject) => subject.startsWith("record:")).map((each) => each.split(":"));
  const rows = await sql.query<StoredHead & { subject: string } & Row>(
    `select id as subject, version, encode(head_hash, 'hex') as hash, engine_state as state
       from case_file where district = $1 and id = any ($2)
     union all
     select 'record:' || r.register || ':' || r.id, r.version, encode(r.head_hash, 'hex'),
            jsonb_build_object('register', r.register, 'id', r.id, 'organ', r.organ, 'division', r.division,
              'holder', r.holder, 'status', r.status, 'validFrom', instant_text(r.valid_from), 'data', r.data)
       from unnest($3::text[], $4::text[]) as k (register, id)
       join record r on r.district = $1 and r.register = k.register and r.id = k.id`,
    [district, subjects, records.map(([, register]) => register), records.map(([, , ...id]) => id.join(":"))],
  );
  return new Map(rows.map(({ subject, ...head }) => [subject, head]));
}
