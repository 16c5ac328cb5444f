import { rename, rm } from "node:fs/promises";
import { canonicalJson, err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import type { Sql } from "../database/database.ts";
import { readFileVault, type FileVault } from "../file-vault.ts";
import { WHOLE_STORE, withContext } from "../ledger/context.ts";
import { readMigrations } from "../migrations/migrate.ts";
import type { Store } from "../store.ts";
import { FORMAT, schemaOf, type BackupHeader } from "./header.ts";
import { readLines, writeLines, type LineWriter } from "./lines.ts";
import { tablesInOrder } from "./tables.ts";

const BATCH = 500;

/**
 * Writes the whole store, in one moment of it, to one compressed file, and reads that back before it takes
 * its name. It holds secrets (keys, password hashes): keep it as you keep the database.
 * Errors: BACKUP_FILE_MISSING, BACKUP_UNREADABLE (the disk did not keep what was written).
 */
export async function backup(
  store: Store,
  path: string,
  at: Instant,
): Promise<Result<BackupHeader, Problem>> {
  const part = `${path}.part`;
  const lines = writeLines(part);
  try {
    const written = await withContext(store.database, WHOLE_STORE, (sql) => writeAll(store, sql, lines, at), {
      readOnly: true,
    });
    if (!written.ok) {
      lines.abandon();
      return written;
    }
    await lines.end();
    const faults = await readBack(part);
    if (faults !== undefined) return err(faults);
    await rename(part, path);
    return written;
  } catch (thrown) {
    lines.abandon();
    throw thrown;
  } finally {
    await rm(part, { force: true });
  }
}

async function writeAll(
  store: Store,
  sql: Sql,
  lines: LineWriter,
  at: Instant,
): Promise<Result<BackupHeader, Problem>> {
  const names = await tablesInOrder(sql);
  const tables: { name: string; rows: number }[] = [];
  for (const name of names) {
    const [row] = await sql.query<{ rows: number }>(`select count(*)::bigint as rows from "${name}"`);
    tables.push({ name, rows: row?.rows ?? 0 });
  }
  const [epoch] = await sql.query<{ epoch: number }>("select epoch from ledger_epoch");
  const files = await sql.query<{ hash: string }>(
    "select distinct hash from file where destroyed_at is null order by hash",
  );
  const header: BackupHeader = {
    format: FORMAT,
    at,
    schema: schemaOf(await readMigrations()),
    epoch: epoch?.epoch ?? 1,
    tables,
    files: files.length,
  };
  await lines.write("#header", canonicalJson(header));
  for (const { name } of tables) await writeTable(sql, lines, name);
  const vault = store.files === null ? undefined : readFileVault(store.files);
  for (const { hash } of files) {
    if (vault === undefined || !(await vault.has(hash)))
      return err(problem("BACKUP_FILE_MISSING", { sha256: hash }));
    await writeFile(lines, vault, hash);
  }
  return ok(header);
}

/** Rows as PostgreSQL's own JSON text, never read as JavaScript values: nothing is rounded on the way. */
async function writeTable(sql: Sql, lines: LineWriter, name: string): Promise<void> {
  await sql.query(
    `declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from "${name}" t`,
  );
  for (;;) {
    const rows = await sql.query<{ line: string }>(`fetch ${BATCH} from backup_rows`);
    for (const { line } of rows) await lines.write(name, line);
    if (rows.length < BATCH) break;
  }
  await sql.query("close backup_rows");
}

async function writeFile(lines: LineWriter, vault: Pick<FileVault, "stream">, hash: string): Promise<void> {
  await lines.write("#file", hash);
  for await (const chunk of vault.stream(hash))
    await lines.write("#bytes", Buffer.from(chunk).toString("base64"));
}

async function readBack(path: string): Promise<Problem | undefined> {
  try {
    for await (const _ of readLines(path)) continue;
    return undefined;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return problem("BACKUP_UNREADABLE", { zh: reason, en: reason });
  }
}
