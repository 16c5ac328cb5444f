import { randomInt } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Database } from "./database/database.ts";
import { lockFolder } from "./database/folder-lock.ts";
import { openPglite } from "./database/pglite.ts";
import { openPostgres } from "./database/postgres.ts";
import { APP_ROLE, checkRole } from "./database/role.ts";
import { findTemplate, openTemplate } from "./database/template.ts";
import { caseStoreOn } from "./ledger/case-store.ts";
import type { Store, StoreOptions } from "./store.ts";
import { migrate, readMigrations } from "./migrations/migrate.ts";

const LEAST_VERSION = 150_000;

/**
 * Opens a store ready for use: locked, migrated, working as a role that row level security binds.
 * Errors: STORE_LOCKED, STORE_UNREACHABLE, STORE_TOO_OLD, STORE_ROLE_TOO_STRONG, MIGRATION_CHANGED,
 * MIGRATION_FAILED.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store, Problem>> {
  switch (options.kind) {
    case "embedded":
      return openEmbedded(options.folder, options.files ?? join(options.folder, "files"));
    case "memory":
      return prepared(await openMemory(options.from), options.files ?? null);
    case "server":
      return openServer(options);
  }
}

async function openMemory(from: Blob | undefined): Promise<Database> {
  return from === undefined
    ? openTemplate(await readMigrations())
    : openPglite({ kind: "memory", template: from });
}

async function openEmbedded(folder: string, files: string): Promise<Result<Store, Problem>> {
  const lock = await lockFolder(folder);
  if (!lock.ok) return lock;
  try {
    await mkdir(files, { recursive: true });
    const database = await openFolder(join(folder, "database"));
    const close = async (): Promise<void> => {
      await database.close();
      await lock.value.release();
    };
    const store = await prepared({ ...database, close }, files);
    if (!store.ok) await close();
    return store;
  } catch (thrown) {
    await lock.value.release();
    throw thrown;
  }
}

/** A new folder begins from the dump of a migrated database where there is one: three seconds less of the first start. */
async function openFolder(folder: string): Promise<Database> {
  const isNew = (await readdir(folder).catch(() => [])).length === 0;
  const template = isNew ? await findTemplate(await readMigrations()) : undefined;
  return openPglite({ kind: "embedded", folder, ...(template === undefined ? {} : { template }) });
}

async function openServer(
  options: Extract<StoreOptions, { kind: "server" }>,
): Promise<Result<Store, Problem>> {
  const role = options.role ?? APP_ROLE;
  const database = openPostgres({ url: options.url, poolSize: options.poolSize ?? 10, role });
  try {
    const store = await prepared(database, options.files ?? null);
    if (!store.ok) await database.close();
    return store;
  } catch (thrown) {
    await database.close();
    const reason = thrown instanceof Error ? thrown.message || String(thrown) : String(thrown);
    return err(problem("STORE_UNREACHABLE", { reason }));
  }
}

async function prepared(database: Database, files: string | null): Promise<Result<Store, Problem>> {
  const migrations = await readMigrations();
  const migrated = await database.asOwner(async (owner) => {
    const [version] = await owner.query<{ server_version_num: string; server_version: string }>(
      "select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version",
    );
    if (Number(version?.server_version_num) < LEAST_VERSION) {
      return err(problem("STORE_TOO_OLD", { found: version?.server_version ?? "?", needed: 15 }));
    }
    return migrate(owner, migrations);
  });
  if (!migrated.ok) return migrated;
  const role = await checkRole(database);
  if (!role.ok) return role;
  return ok({
    kind: database.kind,
    database,
    server: randomInt(1, 2 ** 31),
    cases: caseStoreOn(database),
    files,
    close: () => database.close(),
  });
}
