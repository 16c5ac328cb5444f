import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
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
  const template = await findTemplate(migrations);
  if (template !== undefined) return openPglite({ kind: "memory", template });
  const database = await openPglite({ kind: "memory" });
  const migrated = await database.asOwner((owner) => migrate(owner, migrations));
  if (migrated.ok) await keep(await nameOf(migrations), await database.dump());
  return database;
}

/** The dump that a fresh database may begin from, where one was made here before. */
export async function findTemplate(migrations: readonly Migration[]): Promise<Blob | undefined> {
  const kept = await readFile(await nameOf(migrations)).catch(() => undefined);
  return kept === undefined ? undefined : new Blob([kept]);
}

/** Another PostgreSQL inside, or another migration, is another dump. */
async function nameOf(migrations: readonly Migration[]): Promise<string> {
  const engine = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version } = JSON.parse(
    await readFile(join(dirname(engine), "../package.json"), "utf8"),
  ) as Versioned;
  const about = hashOf([version, ...migrations.map(({ hash }) => hash)]).slice(0, 16);
  return join(FOLDER, `pglite-${about}.tar`);
}

type Versioned = { readonly version: string };

/** Written beside and renamed, so that a second test process never reads half a dump. */
async function keep(name: string, dump: Blob): Promise<void> {
  const beside = `${name}.${process.pid}`;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(beside, new Uint8Array(await dump.arrayBuffer()));
  await rename(beside, name);
}
