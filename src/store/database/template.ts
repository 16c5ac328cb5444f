import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashOf } from "#kernel";
import { migrate, type Migration } from "../migrations/migrate.ts";
import type { Database } from "./database.ts";
import { openPglite } from "./pglite.ts";

const FOLDER = fileURLToPath(new URL("../../../node_modules/.cache/yiwang/", import.meta.url));

/**
 * A fresh database in memory, from a dump of one that was migrated before: loading takes a tenth of
 * initdb and the migrations. The dump stands in the cache folder, named by the migrations' hashes.
 */
export async function openTemplate(migrations: readonly Migration[]): Promise<Database> {
  const name = join(FOLDER, `pglite-${hashOf(migrations.map(({ hash }) => hash)).slice(0, 16)}.tar`);
  const kept = await readFile(name).catch(() => undefined);
  if (kept !== undefined) return openPglite({ kind: "memory", template: new Blob([kept]) });
  const database = await openPglite({ kind: "memory" });
  const migrated = await database.asOwner((owner) => migrate(owner, migrations));
  if (migrated.ok) await keep(name, await database.dump());
  return database;
}

/** Written beside and renamed, so that a second test process never reads half a dump. */
async function keep(name: string, dump: Blob): Promise<void> {
  const beside = `${name}.${process.pid}`;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(beside, new Uint8Array(await dump.arrayBuffer()));
  await rename(beside, name);
}
