import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "pg";
import { expectOk } from "#kernel";
import { systemContext } from "./ledger/context.ts";
import { migrate, readMigrations } from "./migrations/migrate.ts";
import { openStore } from "./open-store.ts";
import { findCase } from "./queries/cases.ts";
import { applicant, commitOf, DISTRICT, sampleCase } from "./samples.ts";
import { eachDatabase } from "./testing.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-store-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("an embedded store keeps what was committed, and a second opening is refused while it is open", async () => {
  const options = { kind: "embedded", folder: join(folder, "one") } as const;
  const first = expectOk(await openStore(options));
  expectOk(
    await first.cases.transact(applicant("alice"), (each) => each.commit(commitOf([sampleCase("c", 0)]))),
  );
  const second = await openStore(options);
  expect(second.ok ? null : second.error).toMatchObject({
    code: "STORE_LOCKED",
    details: { pid: process.pid },
  });
  await first.close();
  const again = expectOk(await openStore(options));
  expect(await findCase(again, systemContext(DISTRICT), "c")).toMatchObject({ version: 1 });
  await again.close();
});

test("the lock of a process that no longer lives is taken over", async () => {
  const data = join(folder, "two");
  expectOk(await (await import("./database/folder-lock.ts")).lockFolder(data));
  const child = spawn("sleep", ["0"]);
  await new Promise((resolve) => child.once("exit", resolve));
  await writeFile(join(data, "yiwang.lock"), JSON.stringify({ pid: child.pid, born: "1" }));
  const store = expectOk(await openStore({ kind: "embedded", folder: data }));
  expect(JSON.parse(await readFile(join(data, "yiwang.lock"), "utf8"))).toMatchObject({ pid: process.pid });
  await store.close();
});

eachDatabase("opening a store", (open) => {
  test("a migration is applied once, and one that was changed afterwards is refused", async () => {
    const fresh = await open();
    const { database } = fresh.store;
    const migrations = await readMigrations();
    expect(await database.asOwner((owner) => migrate(owner, migrations))).toEqual({ ok: true, value: [] });
    const changed = migrations.map((each, index) => (index === 1 ? { ...each, hash: "other" } : each));
    const refused = await database.asOwner((owner) => migrate(owner, changed));
    expect(refused.ok ? null : refused.error.code).toBe("MIGRATION_CHANGED");
    const broken = {
      name: "9999-broken.sql",
      text: "create table half (a integer); select nonsense",
      hash: "x",
    };
    const failed = await database.asOwner((owner) => migrate(owner, [...migrations, broken]));
    expect(failed.ok ? null : failed.error.code).toBe("MIGRATION_FAILED");
    expect(await database.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
    await fresh.dispose();
  });

  test("every foreign key has an index, and every table but the store's own has row security", async () => {
    const fresh = await open();
    const bare = await fresh.store.database.query(
      `select k.conrelid::regclass::text as on_table, k.conname from pg_constraint k
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
          select from pg_index i where i.indrelid = k.conrelid
             and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
             and k.conkey @> (i.indkey::smallint[])[0:cardinality(k.conkey) - 1])`,
    );
    expect(bare).toEqual([]);
    const unguarded = await fresh.store.database.query(
      `select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
          and not (relrowsecurity and relforcerowsecurity) order by 1`,
    );
    expect(unguarded.map(({ relname }) => relname)).toEqual(["ledger_epoch", "migration"]);
    await fresh.dispose();
  });

  test("a server's role that row security does not bind is refused", async () => {
    const fresh = await open();
    if (fresh.url !== null) {
      const role = `yiwang_strong_${process.pid}`;
      const owner = new Client({ connectionString: fresh.url });
      await owner.connect();
      await owner.query(`create role ${role} bypassrls in role yiwang_app`);
      const refused = await openStore({ kind: "server", url: fresh.url, role });
      expect(refused.ok ? null : refused.error.code).toBe("STORE_ROLE_TOO_STRONG");
      await owner.query(`drop role ${role}`);
      await owner.end();
    }
    expect(await fresh.store.database.query("select current_user::text as role")).toEqual([
      { role: "yiwang_app" },
    ]);
    await fresh.dispose();
  });
});

test("a server that cannot be reached is said so in plain words", async () => {
  const answer = await openStore({ kind: "server", url: "postgres://nobody@127.0.0.1:1/none" });
  expect(answer.ok ? null : answer.error.code).toBe("STORE_UNREACHABLE");
});
