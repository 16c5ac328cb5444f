import { resolve } from "node:path";
import { restore } from "#store";
import type { Command } from "./command.ts";
import { readStoreArguments, refuseWith, withStore, wrongUse } from "./with-store.ts";

const USAGE = "yiwang restore FILE [--data DIR | --database-url URL] [--json]";

/** Brings a backup back into an empty folder or database, all or nothing. */
export const restoreCommand: Command = {
  run: async (args, io) => {
    const asked = readStoreArguments(args, io, 1);
    if (typeof asked === "string") return wrongUse(io, USAGE, asked);
    const file = resolve(asked.files[0] ?? "");
    const restored = await withStore(asked.store, false, (store) => restore(store, file));
    if (!restored.ok) return refuseWith(io, restored.error);
    const rows = restored.value.tables.reduce((sum, table) => sum + table.rows, 0);
    const { at, files, schema } = restored.value;
    if (asked.json) io.out(`${JSON.stringify({ file, at, rows, files, schema: schema.name }, null, 2)}\n`);
    else io.err(`已恢复 / restored: ${rows}行 rows, ${files}个文件 files（备份于 / backed up at ${at}）\n`);
    return 0;
  },
};
