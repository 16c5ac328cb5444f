import { resolve } from "node:path";
import { instantOf } from "#kernel";
import { backup } from "#store";
import type { Command } from "./command.ts";
import { readStoreArguments, refuseWith, withStore, wrongUse } from "./with-store.ts";

const USAGE = "yiwang backup FILE [--data DIR | --database-url URL] [--json]";

/** Writes everything (ledger, tables, files) to one file, read back before it takes its name. */
export const backupCommand: Command = {
  run: async (args, io) => {
    const asked = readStoreArguments(args, io, 1);
    if (typeof asked === "string") return wrongUse(io, USAGE, asked);
    const file = resolve(asked.files[0] ?? "");
    const written = await withStore(asked.store, true, (store) =>
      backup(store, file, instantOf(Temporal.Now.instant())),
    );
    if (!written.ok) return refuseWith(io, written.error);
    const rows = written.value.tables.reduce((sum, table) => sum + table.rows, 0);
    const { at, files, schema } = written.value;
    if (asked.json) io.out(`${JSON.stringify({ file, at, rows, files, schema: schema.name }, null, 2)}\n`);
    else io.err(`已备份 / backed up: ${rows}行 rows, ${files}个文件 files → ${file}\n`);
    return 0;
  },
};
