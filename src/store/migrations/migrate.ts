import { readdir, readFile } from "node:fs/promises";
import { err, ok, problem, sha256Hex, type Problem, type Result } from "#kernel";
import type { OwnerSql } from "../database/database.ts";

export type Migration = { readonly name: string; readonly text: string; readonly hash: string };

const FOLDER = new URL("../../../sql/", import.meta.url);
/** Any fixed number: two starting processes wait for each other under it. */
const ADVISORY_LOCK = 7_946_210_311;

/** The numbered files of `sql/`, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), "utf8");
      return { name, text, hash: sha256Hex(text) };
    }),
  );
}

/**
 * Applies what is missing, each file in its own transaction, and answers the names applied now.
 * Errors: MIGRATION_CHANGED (an applied file reads differently now), MIGRATION_FAILED.
 */
export async function migrate(
  owner: OwnerSql,
  migrations: readonly Migration[],
): Promise<Result<readonly string[], Problem>> {
  await owner.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
  try {
    await owner.script(`create table if not exists migration (
      name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`);
    const applied = await owner.query<{ name: string; hash: string }>("select name, hash from migration");
    const known = new Map(applied.map(({ name, hash }) => [name, hash]));
    const fault = changedName(migrations, known);
    if (fault !== undefined) return err(problem("MIGRATION_CHANGED", { name: fault }));
    return await applyMissing(
      owner,
      migrations.filter(({ name }) => !known.has(name)),
    );
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [ADVISORY_LOCK]);
  }
}

/** An applied migration that the program holds otherwise, or does not hold at all. */
function changedName(
  migrations: readonly Migration[],
  known: ReadonlyMap<string, string>,
): string | undefined {
  const held = new Map(migrations.map(({ name, hash }) => [name, hash]));
  return [...known].find(([name, hash]) => held.get(name) !== hash)?.[0];
}

async function applyMissing(
  owner: OwnerSql,
  missing: readonly Migration[],
): Promise<Result<readonly string[], Problem>> {
  for (const { name, text, hash } of missing) {
    try {
      await owner.script("begin");
      await owner.script(text);
      await owner.query("insert into migration (name, hash) values ($1, $2)", [name, hash]);
      await owner.script("commit");
    } catch (thrown) {
      await owner.script("rollback");
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      return err(problem("MIGRATION_FAILED", { name, reason }));
    }
  }
  return ok(missing.map(({ name }) => name));
}
