import { randomBytes } from "node:crypto";
import { recogniseAccount, registersOfParties } from "#cases";
import type { DistrictPack, DemoAccount, PackRecords, Register } from "#district";
import { expectOk, hashOf, type Instant, type Json } from "#kernel";
import { createRecord, partRecord, type PersonalRow, type RecordChange } from "#registers";
import {
  addSubstitution,
  createAccount,
  listSubstitutions,
  settingsOn,
  systemContext,
  type Store,
} from "#store";
import { recordIdOf } from "../ports/record-id.ts";

/** Told while something takes long: what is under way, how much is done. */
export type Progress = (what: string, done: number, whole: number) => void;

/** The setting that says which demonstration stands here already. */
const SEEDED = "demoSeeded";

/**
 * Brings the demonstration's people and registers, once: what was brought whole is not gone through again at
 * the next start, and what people then changed stays changed. Accounts exist only under `--demo`; the
 * registers behind them are real records with their chains.
 */
export async function seedDemo(
  store: Store,
  pack: DistrictPack,
  at: Instant,
  lookupKey: string,
  progress: Progress,
): Promise<void> {
  const settings = settingsOn(store, pack.code);
  const demonstration = hashOf({
    accounts: pack.demo.accounts,
    records: pack.demo.records,
  } as unknown as Json);
  if ((await settings.findSetting(SEEDED)) === demonstration) return;
  for (const [index, account] of pack.demo.accounts.entries()) {
    progress("演示账号 / demo accounts", index, pack.demo.accounts.length);
    await seedAccount(store, pack, account, at);
  }
  await seedSubstitutions(store, pack);
  for (const records of pack.demo.records) {
    const register = pack.registers.get(records.register);
    if (register !== undefined) await seedRecords(store, pack, register, records, at, lookupKey, progress);
  }
  for (const account of pack.demo.accounts) await recogniseDemo(store, pack, account, at, lookupKey);
  await settings.changeSetting(SEEDED, demonstration);
}

async function seedAccount(store: Store, pack: DistrictPack, demo: DemoAccount, at: Instant): Promise<void> {
  const context = systemContext(pack.code);
  const posts = demo.posts.flatMap((id) => {
    const post = pack.posts.get(id);
    return post === undefined
      ? []
      : [
          {
            id: `${demo.username}:${id}`,
            organ: post.organ,
            role: post.role as never,
            division: post.division,
          },
        ];
  });
  // No password is kept: the issuer takes a demonstration's passwords from its options, so that without
  // `--demo` nobody signs in with one.
  await createAccount(
    store,
    context,
    {
      id: `demo-${demo.username}`,
      login: demo.username,
      name: demo.name,
      kind: demo.kind,
      outside: null,
      data: { demo: true },
      at,
    },
    posts,
  );
}

/** Whom the demonstration's accounts stand for; what people have changed since stays changed. */
async function recogniseDemo(
  store: Store,
  pack: DistrictPack,
  { username, idNo, creditCode }: DemoAccount,
  at: Instant,
  lookupKey: string,
): Promise<void> {
  const parties = registersOfParties(pack).map(({ id }) => id);
  const keys = { population: idNo, enterprise: creditCode };
  for (const [register, key] of Object.entries(keys)) {
    if (key === null || !parties.includes(register)) continue;
    const known = await recogniseAccount(
      { store: store.cases, pack },
      {
        account: `demo-${username}`,
        register,
        id: recordIdOf(pack.registers.get(register), key, lookupKey),
        source: "demonstration",
        actor: { kind: "system", name: "import" },
        reason: "演示账号",
        at,
      },
    );
    if (!known.ok && known.error.code !== "KNOWN_AS_ALREADY") expectOk(known);
  }
}

async function seedSubstitutions(store: Store, pack: DistrictPack): Promise<void> {
  const context = systemContext(pack.code);
  const standing = new Set((await listSubstitutions(store, context)).map(({ id }) => id));
  for (const account of pack.demo.accounts) {
    for (const { absent, from, to } of account.standsInFor) {
      const id = `demo-${account.username}-for-${absent}`;
      if (standing.has(id)) continue;
      const people = { absent: `demo-${absent}`, substitute: `demo-${account.username}` };
      await addSubstitution(store, context, {
        id,
        ...people,
        from,
        to,
        reason: "AB 角（演示）",
        createdBy: null,
      });
    }
  }
}

async function seedRecords(
  store: Store,
  pack: DistrictPack,
  register: Register,
  records: PackRecords,
  at: Instant,
  lookupKey: string,
  progress: Progress,
): Promise<void> {
  for (let from = 0; from < records.rows.length; from += AT_ONCE) {
    progress(register.name.zh, from, records.rows.length);
    const rows = records.rows.slice(from, from + AT_ONCE);
    const bring = (some: PackRecords["rows"]) =>
      keepRecords(store, pack, register, { ...records, rows: some }, at, lookupKey);
    const kept = await bring(rows);
    if (kept.ok) continue;
    if (kept.error.code !== "STALE_VERSION") expectOk(kept);
    // Another process that starts on the same database has brought some of them a moment before.
    for (const row of rows) {
      const alone = await bring([row]);
      if (!alone.ok && alone.error.code !== "STALE_VERSION") expectOk(alone);
    }
  }
}

/** So many records in one transaction: a hundred small ones take as long as a thousand rows. */
const AT_ONCE = 50;

/** Keeps those of some rows that are not there yet. */
async function keepRecords(
  store: Store,
  pack: DistrictPack,
  register: Register,
  records: PackRecords,
  at: Instant,
  lookupKey: string,
) {
  return store.cases.transact(systemContext(pack.code), async (transaction) => {
    const changes: RecordChange[] = [];
    const personal: PersonalRow[] = [];
    for (const row of records.rows) {
      const id = recordIdOf(register, String(row[register.key] ?? ""), lookupKey);
      if ((await transaction.findRecord(register.id, id)) !== undefined) continue;
      const { holder, ...fields } = row;
      const parted = partRecord(register, id, fields, randomBytes(16).toString("hex"));
      const division =
        register.divisionField === null ? pack.code : String(row[register.divisionField] ?? pack.code);
      personal.push(...parted.personal);
      changes.push(
        createRecord({
          register: register.id,
          id,
          organ: register.owner,
          division,
          holder: typeof holder === "string" ? holderOf(pack, holder, lookupKey) : null,
          status: register.statuses[0]?.id ?? "valid",
          data: parted.data,
          at,
          actor: { kind: "system", name: "import" },
          origin: { file: records.file },
        }),
      );
    }
    if (changes.length === 0) return { ok: true as const, value: [] };
    return transaction.commit({ changes, documents: [], outbox: [], personal, files: [] });
  });
}

/** `register:key` as records name their holder: by the key's digest where it is personal. */
function holderOf(pack: DistrictPack, written: string, lookupKey: string): string {
  const [register = "", ...key] = written.split(":");
  return `${register}:${recordIdOf(pack.registers.get(register), key.join(":"), lookupKey)}`;
}
