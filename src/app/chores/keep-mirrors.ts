import { mirroredRows, type DistrictPack, type MirroredRow, type Register } from "#district";
import { expectOk, hashOf, localDateOf, type Instant, type Json, type JsonObject } from "#kernel";
import { changeRecord, createRecord, type RecordChange, type StoredRecord } from "#registers";
import { listRecords, settingsOn, systemContext, type Store } from "#store";

const ACTOR = { kind: "system", name: "pack" };
const REASON = "区包";

/**
 * Keeps the registers that mirror the folder as the folder says now: what is new is created, what changed is amended,
 * what is gone is so from today. What organs and matters there are is then in the ledger, with its history, and
 * figures count and open it as they do any record. Nothing is written where the folder says what it said before.
 */
export async function keepMirrors(store: Store, pack: DistrictPack, at: Instant): Promise<void> {
  const settings = settingsOn(store, pack.code);
  for (const register of pack.registers.values()) {
    if (register.mirrors === null) continue;
    const rows = mirroredRows(pack, register).map((row) => onlyFields(register, row));
    const said = hashOf({ register, rows } as unknown as Json);
    const setting = `mirror:${register.id}`;
    if ((await settings.findSetting(setting)) === said) continue;
    await keepMirror(store, pack, register, rows, at);
    await settings.changeSetting(setting, said);
  }
}

/** The fields that the register has of a row. */
function onlyFields({ fields }: Register, row: MirroredRow): MirroredRow {
  const data = Object.fromEntries(
    Object.entries(row.data).filter(([name]) => fields.some(({ id }) => id === name)),
  );
  return { ...row, data };
}

async function keepMirror(
  store: Store,
  pack: DistrictPack,
  register: Register,
  rows: readonly MirroredRow[],
  at: Instant,
): Promise<void> {
  const context = systemContext(pack.code);
  const before = await recordsOf(store, pack, register);
  const [live = "", gone = ""] = register.statuses.map(({ id }) => id);
  const today = localDateOf(at);
  const changes: RecordChange[] = [];
  for (const { id, division, data } of rows) {
    const stored = before.get(id);
    before.delete(id);
    if (stored === undefined) {
      const whole = { since: today, ...data };
      const origin = { file: "pack" };
      const of = { register: register.id, id, organ: register.owner, division, holder: null, status: live };
      changes.push(
        createRecord({
          ...of,
          data: onlyFields(register, { id, division, data: whole }).data,
          at,
          actor: ACTOR,
          origin,
        }),
      );
    } else changes.push(...amended(stored, live, { ...data, until: null }, at));
  }
  // What is left stands in the folder no more.
  for (const stored of before.values())
    if (stored.status === live) changes.push(...amended(stored, gone, { until: today }, at));
  if (changes.length === 0) return;
  const kept = await store.cases.transact(context, (transaction) =>
    transaction.commit({ changes, documents: [], outbox: [], personal: [], files: [] }),
  );
  // Another process that starts on the same database has kept them a moment before.
  if (!kept.ok && kept.error.code !== "STALE_VERSION") expectOk(kept);
}

async function recordsOf(
  store: Store,
  pack: DistrictPack,
  register: Register,
): Promise<Map<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  let cursor: string | null = null;
  do {
    const page = await listRecords(store, systemContext(pack.code), register.id, { cursor });
    for (const record of page.items) found.set(record.id, record);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

/** The change to a record that says something else; nothing where it says the same. */
function amended(
  stored: StoredRecord,
  status: string,
  data: JsonObject,
  at: Instant,
): readonly RecordChange[] {
  const set = Object.fromEntries(
    Object.entries(data).filter(([name, value]) => (stored.data[name] ?? null) !== value),
  );
  if (Object.keys(set).length === 0 && stored.status === status) return [];
  return [
    changeRecord(stored, {
      ...(stored.status === status ? {} : { status }),
      set,
      at,
      actor: ACTOR,
      reason: REASON,
    }),
  ];
}
