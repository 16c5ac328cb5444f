import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectOk } from "#kernel";
import { openFileVault } from "../file-vault.ts";
import { anchorLedger } from "../ledger/anchor.ts";
import { auditLedger } from "../ledger/audit.ts";
import { systemContext } from "../ledger/context.ts";
import { ledgerSignerOf } from "../ledger/ledger-key.ts";
import { keepSentFile } from "../queries/files.ts";
import { listCases } from "../queries/cases.ts";
import {
  applicant,
  AT,
  commitOf,
  DISTRICT,
  sampleCase,
  sampleRecord,
  sampleState,
  sampleTask,
} from "../samples.ts";
import { eachDatabase, settled, type TestStore } from "../testing.ts";
import { backup } from "./backup.ts";
import { restore } from "./restore.ts";

const SYSTEM = systemContext(DISTRICT);

const rows = async (path: string) =>
  gunzipSync(await readFile(path))
    .toString("utf8")
    .split("\n")
    .slice(1, -2)
    .toSorted();

eachDatabase("backup and restore", (open) => {
  let folder: string;
  let file: string;
  let opened: TestStore[];
  const fresh = async (): Promise<TestStore> => {
    const files = await mkdtemp(join(folder, "files-"));
    const made = await open();
    const filed = { ...made, store: { ...made.store, files } };
    opened.push(filed);
    return filed;
  };
  beforeEach(async () => {
    opened = [];
    folder = await mkdtemp(join(tmpdir(), "yiwang-backup-"));
    file = join(folder, "store.backup");
  });
  afterEach(async () => {
    for (const each of opened) await each.dispose();
    await rm(folder, { recursive: true });
  });

  const filled = async (): Promise<TestStore> => {
    const from = await fresh();
    const odd = sampleState({
      text: "一\u2028行\n“引号”\t\\",
      big: 12345678901234.56,
      deep: [null, { a: 1e-7 }],
    });
    const change = sampleCase("c1", 0, {
      state: odd,
      effects: [{ kind: "openTask", task: sampleTask("e1") }],
    });
    const vault = await openFileVault(from.store.files ?? "");
    const content = Buffer.from("x".repeat(200_000));
    const { sha256, bytes } = await vault.keep(
      (async function* () {
        yield content;
      })(),
    );
    const sent = {
      sha256,
      bytes,
      name: "照.jpg",
      type: "image/jpeg",
      account: "alice",
      at: AT,
      upload: "none",
    };
    await keepSentFile(from.store, applicant("alice"), sent);
    const use = { subject: "c1", material: "photo", sha256, at: AT };
    const commit = commitOf([change, sampleRecord("r1", 0)], { files: [use] });
    expectOk(await from.store.cases.transact(SYSTEM, (each) => each.commit(commit)));
    const signer = await ledgerSignerOf(from.store, DISTRICT);
    await settled(from.store);
    await anchorLedger(from.store, DISTRICT, AT, signer);
    return from;
  };

  test("what is restored is what was there, passes the audit and goes on", async () => {
    const from = await filled();
    const written = expectOk(await backup(from.store, file, AT));
    expect(written.files).toBe(1);
    const to = await fresh();
    expect(expectOk(await restore(to.store, file))).toEqual(written);
    expect(await listCases(to.store, SYSTEM)).toEqual(await listCases(from.store, SYSTEM));
    expect(await auditLedger(to.store)).toMatchObject({ ok: true, entries: 2, anchors: 1 });
    const next = commitOf([sampleCase("c1", 1)]);
    expectOk(await to.store.cases.transact(SYSTEM, (each) => each.commit(next)));
    const signer = await ledgerSignerOf(to.store, DISTRICT);
    await settled(to.store);
    const anchor = await anchorLedger(to.store, DISTRICT, AT, signer);
    expect(anchor?.statement).toMatchObject({ seq: 2, count: 1, to: { epoch: 2 } });
    expect(await auditLedger(to.store)).toMatchObject({ ok: true, anchors: 2 });
    const again = join(folder, "again.backup");
    expectOk(await backup(to.store, again, AT));
  });

  test("a backup of the restored store has the same rows", async () => {
    const from = await filled();
    expectOk(await backup(from.store, file, AT));
    const to = await fresh();
    expectOk(await restore(to.store, file));
    const again = join(folder, "again.backup");
    expectOk(await backup(to.store, again, AT));
    expect(await rows(again)).toEqual(await rows(file));
  });

  test("nothing is restored over data, and from no damaged file", async () => {
    const from = await filled();
    expectOk(await backup(from.store, file, AT));
    const refused = await restore(from.store, file);
    expect(refused.ok ? null : refused.error.code).toBe("STORE_NOT_EMPTY");
    const whole = gunzipSync(await readFile(file)).toString("utf8");
    const damaged = [
      Buffer.from("no gzip at all"),
      (await readFile(file)).subarray(0, 2_000),
      gzipSync(whole.replace("alice", "malice")),
      gzipSync(whole.slice(0, whole.lastIndexOf("#end\t"))),
      gzipSync(`${whole}setting\t{}\n`),
    ];
    const to = await fresh();
    for (const bytes of damaged) {
      await writeFile(file, bytes);
      const answer = await restore(to.store, file);
      expect(answer.ok ? null : answer.error.code).toBe("BACKUP_UNREADABLE");
    }
    expect((await listCases(to.store, SYSTEM)).items).toEqual([]);
  });

  test("a backup that would not be whole is refused and leaves no file", async () => {
    const from = await filled();
    const empty = { ...from.store, files: await mkdtemp(join(folder, "empty-")) };
    const answer = await backup(empty, file, AT);
    expect(answer.ok ? null : answer.error.code).toBe("BACKUP_FILE_MISSING");
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });
});
