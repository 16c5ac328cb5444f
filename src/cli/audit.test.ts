import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk } from "#kernel";
import { openStore } from "#store";
import { auditCommand } from "./audit.ts";
import { backupCommand } from "./backup.ts";
import type { Command } from "./command.ts";
import { restoreCommand } from "./restore.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-cli-"));
  const store = expectOk(await openStore({ kind: "embedded", folder: join(folder, "data") }));
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function run(command: Command, ...args: readonly string[]) {
  const said = { out: "", err: "" };
  const io = {
    stdin: (async function* () {})(),
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
    env: {},
  };
  return { code: await command.run(args, io), ...said };
}

test("a folder is audited, backed up and restored into another, and the report is JSON when asked", async () => {
  const data = join(folder, "data");
  const audited = await run(auditCommand, "--data", data, "--json");
  expect([audited.code, JSON.parse(audited.out)]).toMatchObject([0, { ok: true, entries: 0, faults: [] }]);
  const file = join(folder, "one.backup");
  expect(await run(backupCommand, file, "--data", data)).toMatchObject({ code: 0, out: "" });
  const restored = await run(restoreCommand, file, "--data", join(folder, "other"), "--json");
  expect([restored.code, JSON.parse(restored.out)]).toMatchObject([0, { files: 0 }]);
});

test("a folder that a server holds is refused, and the refusal says what to do", async () => {
  const data = join(folder, "data");
  const holder = expectOk(await openStore({ kind: "embedded", folder: data }));
  const refused = await run(auditCommand, "--data", data);
  await holder.close();
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("STORE_LOCKED");
  expect(refused.err).toContain("Stop the running server first");
});

test("a folder without data is refused and not made, and a wrong use exits with 2", async () => {
  expect(await run(auditCommand, "--data", join(folder, "none"))).toMatchObject({ code: 1 });
  expect((await run(backupCommand)).code).toBe(2);
  expect((await run(auditCommand, "--colour")).code).toBe(2);
});
