import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import type { ExportRequest } from "#contract";
import { localDateOf, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";
import { logAccess, type Page } from "#store";
import { sendProblem } from "../problem-answer.ts";
import type { Leaf, Reader } from "./reading.ts";
import { chooseColumns, type Cell, type Column, type Language, type Table } from "./table.ts";
import { MEDIA_TYPES, writeTable } from "./write-table.ts";

/** A list that is exported: exactly the question that its page asks. */
export type Exported<Line> = {
  readonly table: Table<Line>;
  /** What the file is called, where its table serves several lists. */
  readonly name?: Bilingual;
  readonly page: (leaf: Leaf) => Promise<Page<Line>>;
  /** What narrows it, in Chinese, for the log of access. */
  readonly told: string;
};

/** Lines read at once. */
const AT_ONCE = 200;

/** Accounts whose export is being made in this process: one at a time each. */
const underWay = new Set<string>();

/**
 * Sends a list as a file: every line of it, page by page, in the columns asked for. It is written to a temporary file
 * first, so that it is whole or refused, and noted in the log of access before the first byte leaves.
 * Errors: COLUMN_UNKNOWN, COLUMN_TWICE, EXPORT_UNDER_WAY, EXPORT_TOO_LARGE.
 */
export async function sendExport<Line>(
  reply: FastifyReply,
  reader: Reader,
  list: Exported<Line>,
  request: ExportRequest,
): Promise<FastifyReply> {
  const columns = chooseColumns(list.table, request.columns);
  if (!columns.ok) return sendProblem(reply, columns.error);
  const account = reader.principal.account.id;
  if (underWay.has(account)) return sendProblem(reply, problem("EXPORT_UNDER_WAY"));
  underWay.add(account);
  // Made, the next may be asked for: whoever has the whole file does not wait for the connection to say so.
  const made = await makeFile(reader, list, columns.value, request).finally(() => underWay.delete(account));
  if (!made.ok) return sendProblem(reply, made.error);
  const { folder, file, size } = made.value;
  const stream = createReadStream(file).once("close", () => void remove(folder));
  return reply
    .type(MEDIA_TYPES[request.format])
    .header("content-length", size)
    .header(
      "content-disposition",
      `attachment; filename*=UTF-8''${encodeURIComponent(fileName(reader, list, request))}`,
    )
    .header("cache-control", "no-store")
    .send(stream);
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

type Made = { readonly folder: string; readonly file: string; readonly size: number };

/** Writes the file into a folder of its own and notes it; refused or broken off it leaves nothing. Errors: EXPORT_TOO_LARGE. */
async function makeFile<Line>(
  reader: Reader,
  list: Exported<Line>,
  columns: readonly Column<Line>[],
  request: ExportRequest,
): Promise<Result<Made, Problem>> {
  const folder = await mkdtemp(join(tmpdir(), "yiwang-export-"));
  const file = join(folder, `list.${request.format}`);
  try {
    const written = await writeList(file, reader, list, columns, request);
    if (!written.ok) {
      await remove(folder);
      return written;
    }
    await noteExport(reader, list, written.value);
    return ok({ folder, file, size: (await stat(file)).size });
  } catch (fault) {
    await remove(folder);
    throw fault;
  }
}

/** Writes the file; answers how many lines it holds. Errors: EXPORT_TOO_LARGE. */
async function writeList<Line>(
  file: string,
  { platform }: Reader,
  { table, name = table.name, page }: Exported<Line>,
  columns: readonly Column<Line>[],
  { format, language }: ExportRequest,
): Promise<Result<number, Problem>> {
  const cells = columns.flatMap((each) => each.cells);
  const lines = new Lines(page, platform.exportRows);
  try {
    await writeTable(file, format, {
      name: name[language],
      headings: cells.map((cell) => cell.name[language]),
      rows: rowsOf(lines, cells, language),
    });
  } catch (fault) {
    if (lines.tooMany)
      return { ok: false, error: problem("EXPORT_TOO_LARGE", { most: platform.exportRows }) };
    throw fault;
  }
  return ok(lines.count);
}

/** Every line of a list, page after page, until there are too many. */
class Lines<Line> implements AsyncIterable<Line> {
  count = 0;
  tooMany = false;
  readonly #page: (leaf: Leaf) => Promise<Page<Line>>;
  readonly #most: number;

  constructor(page: (leaf: Leaf) => Promise<Page<Line>>, most: number) {
    this.#page = page;
    this.#most = most;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Line> {
    let cursor: string | null = null;
    do {
      const { items, next }: Page<Line> = await this.#page({ cursor, limit: AT_ONCE });
      this.count += items.length;
      if (this.count > this.#most) {
        this.tooMany = true;
        throw new Error("too many lines to export");
      }
      yield* items;
      cursor = next;
    } while (cursor !== null);
  }
}

async function* rowsOf<Line>(
  lines: AsyncIterable<Line>,
  cells: Column<Line>["cells"],
  language: Language,
): AsyncGenerator<Cell[]> {
  for await (const line of lines) yield cells.map((cell) => cell.of(line, language));
}

/** Taking a list out is a use of the personal data in it (个人信息保护法 arts. 51, 54): who, what, how much. */
async function noteExport<Line>(
  { platform, principal, context }: Reader,
  { table, name = table.name, told }: Exported<Line>,
  count: number,
): Promise<void> {
  await logAccess(platform.store, context, {
    at: platform.now(),
    about: null,
    subject: `list:${table.id}`,
    name: principal.account.name,
    organ: principal.posts[0]?.organ ?? null,
    action: "export",
    purpose: `导出“${name.zh}”${count}行${told === "" ? "" : `（${told}）`}`,
  });
}

/** What it is and the day it was made: 本部门待办-2026-11-16.xlsx. */
function fileName<Line>(
  { platform }: Reader,
  { table, name = table.name }: Exported<Line>,
  { format }: ExportRequest,
): string {
  return `${name.zh.replaceAll(/[\\/:*?"<>|]/g, " ")}-${localDateOf(platform.now())}.${format}`;
}
