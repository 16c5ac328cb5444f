import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { OwnerSql } from "../database/database.ts";
import { openFileVault, type FileVault } from "../file-vault.ts";
import { setContextSql, WHOLE_STORE } from "../ledger/context.ts";
import { readMigrations } from "../migrations/migrate.ts";
import type { Store } from "../store.ts";
import { parseHeader, schemaOf, type BackupHeader } from "./header.ts";
import { BrokenBackup, readLines, type Line } from "./lines.ts";
import { identityColumns, tablesInOrder, writtenColumns } from "./tables.ts";

const BATCH = 500;

/** Carries a refusal out of the restore's transaction. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(refused: Problem) {
    super(refused.code);
    this.problem = refused;
  }
}

/**
 * Brings a backup back into an empty store, all or nothing. The whole file is checked before the first row
 * is written, and its counts and files again while they are. The ledger's epoch goes up: transaction
 * numbers of the old server and of this one do not mix.
 * Errors: BACKUP_UNREADABLE, BACKUP_SCHEMA_DIFFERS, STORE_NOT_EMPTY.
 */
export async function restore(store: Store, path: string): Promise<Result<BackupHeader, Problem>> {
  try {
    const header = await checkFile(path);
    const vault = header.files === 0 ? undefined : await vaultOf(store);
    await store.database.asOwner(async (owner) => {
      await owner.script(`begin; ${setContextSql(WHOLE_STORE)}`);
      try {
        await requireEmpty(owner);
        await readRows(owner, path, header, vault);
        await finish(owner, header);
        await owner.script("commit");
      } catch (thrown) {
        await owner.script("rollback");
        throw thrown;
      }
    });
    return ok(header);
  } catch (thrown) {
    if (thrown instanceof Refused) return err(thrown.problem);
    if (thrown instanceof BrokenBackup)
      return err(problem("BACKUP_UNREADABLE", { zh: thrown.zh, en: thrown.en }));
    throw thrown;
  }
}

/** Reads the file from end to end and answers its header. */
async function checkFile(path: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  for await (const { kind, rest } of readLines(path)) {
    if (header === undefined) header = parseHeader(kind === "#header" ? rest : "");
  }
  if (header === undefined) throw new BrokenBackup("没有内容", "it is empty");
  const held = schemaOf(await readMigrations());
  if (header.schema.hash !== held.hash)
    throw new Refused(problem("BACKUP_SCHEMA_DIFFERS", { found: header.schema.name, held: held.name }));
  return header;
}

async function vaultOf(store: Store): Promise<FileVault> {
  if (store.files === null) throw new Error("a store without a files folder cannot take the backup's files");
  return openFileVault(store.files);
}

async function requireEmpty(owner: OwnerSql): Promise<void> {
  for (const name of await tablesInOrder(owner)) {
    // Locked, so that nobody writes between this look and the end.
    await owner.script(`lock table "${name}" in exclusive mode`);
    const rows = await owner.query(`select 1 as one from "${name}" limit 1`);
    if (rows.length > 0) throw new Refused(problem("STORE_NOT_EMPTY", {}, { table: name }));
  }
}

/** Writes rows in batches and keeps files; refuses a file whose counts are not its header's. */
async function readRows(
  owner: OwnerSql,
  path: string,
  header: BackupHeader,
  vault: FileVault | undefined,
): Promise<void> {
  const expected = new Map(header.tables.map(({ name, rows }) => [name, rows]));
  const counts = new Map<string, number>();
  let batch: { name: string; lines: string[] } = { name: "", lines: [] };
  const flush = async (): Promise<void> => {
    const { name, lines } = batch;
    if (lines.length > 0) await insertRows(owner, name, lines);
    counts.set(name, (counts.get(name) ?? 0) + lines.length);
  };
  let files = 0;
  for await (const part of partsOf(readLines(path))) {
    if (part.kind === "file") {
      await keepFile(vault, part.sha256, part.chunks);
      files += 1;
      continue;
    }
    if (!expected.has(part.table)) throw new BrokenBackup("有未知的表", "it names an unknown table");
    if (part.table !== batch.name || batch.lines.length >= BATCH) {
      await flush();
      batch = { name: part.table, lines: [] };
    }
    batch.lines.push(part.row);
  }
  await flush();
  const whole = header.tables.every(({ name, rows }) => (counts.get(name) ?? 0) === rows);
  if (!whole || files !== header.files) throw new BrokenBackup("数量不符", "its counts do not fit");
}

type Part =
  | { readonly kind: "row"; readonly table: string; readonly row: string }
  | { readonly kind: "file"; readonly sha256: string; readonly chunks: readonly Buffer[] };

/** Rows as they come, and files with their bytes gathered (an upload is bounded, so one fits in memory). */
async function* partsOf(lines: AsyncIterable<Line>): AsyncGenerator<Part> {
  let file: { sha256: string; chunks: Buffer[] } | undefined;
  for await (const { kind, rest } of lines) {
    if (kind === "#header") continue;
    if (kind === "#bytes") {
      file?.chunks.push(Buffer.from(rest, "base64"));
      continue;
    }
    if (file !== undefined) yield { kind: "file", ...file };
    file = kind === "#file" ? { sha256: rest, chunks: [] } : undefined;
    if (file === undefined) yield { kind: "row", table: kind, row: rest };
  }
  if (file !== undefined) yield { kind: "file", ...file };
}

async function insertRows(owner: OwnerSql, name: string, lines: readonly string[]): Promise<void> {
  const columns = (await writtenColumns(owner, name)).map((column) => `"${column}"`).join(", ");
  await owner.query(
    `insert into "${name}" (${columns})
     select ${columns} from jsonb_populate_recordset(null::public."${name}", $1::jsonb)`,
    [`[${lines.join(",")}]`],
  );
}

async function keepFile(
  vault: FileVault | undefined,
  sha256: string,
  chunks: readonly Buffer[],
): Promise<void> {
  const kept = await vault?.keep(
    (async function* () {
      yield* chunks;
    })(),
  );
  if (kept?.sha256 !== sha256)
    throw new BrokenBackup("附件内容不符", "a file's content does not fit its name");
}

async function finish(owner: OwnerSql, header: BackupHeader): Promise<void> {
  await owner.query("update ledger_epoch set epoch = $1", [header.epoch + 1]);
  for (const { table, column } of await identityColumns(owner)) {
    await owner.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce((select max("${column}") from "${table}"), 0) + 1, false)`,
      [`"${table}"`, column],
    );
  }
}
