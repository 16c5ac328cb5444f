import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { err, problem, type Problem, type Result } from "#kernel";
import { DatabaseAway, openStore, type Store, type StoreOptions } from "#store";
import type { CliIo } from "./command.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the data is: `--data DIR` or `--database-url URL` (its files then in DIR/files), env DATABASE_URL, else `data/`. */
export type StoreArguments = {
  readonly store: StoreOptions;
  readonly json: boolean;
  readonly files: readonly string[];
};

/** Reads the options that every command on the data shares; the message of a wrong use as text. */
export function readStoreArguments(
  args: readonly string[],
  io: CliIo,
  names: number,
): StoreArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: "string" },
        "database-url": { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (positionals.length !== names) return `expected ${names} file name(s), got ${positionals.length}`;
    const data = resolve(values.data ?? join(ROOT, "data"));
    const url = values["database-url"] ?? (values.data === undefined ? io.env["DATABASE_URL"] : undefined);
    const files = join(data, "files");
    return {
      store:
        url === undefined || url === ""
          ? { kind: "embedded", folder: data, files }
          : { kind: "server", url, files, poolSize: 2 },
      json: values.json,
      files: positionals,
    };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/**
 * Opens the store for one piece of work and closes it again. `existing`: an empty folder is refused. Errors: those of
 * the store and of the work; STORE_UNREACHABLE also where the database goes away meanwhile.
 */
export async function withStore<Value>(
  options: StoreOptions,
  existing: boolean,
  work: (store: Store) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  if (existing && options.kind === "embedded") {
    const found = await stat(join(options.folder, "database")).catch(() => undefined);
    if (found === undefined) return err(problem("STORE_NOT_FOUND", { folder: options.folder }));
  }
  const store = await openStore(options);
  if (!store.ok) return store;
  try {
    return await work(store.value);
  } catch (fault) {
    if (fault instanceof DatabaseAway) return err(problem("STORE_UNREACHABLE", { reason: fault.message }));
    throw fault;
  } finally {
    await store.value.close();
  }
}

/** Says a refusal on stderr and answers its exit code. */
export function refuseWith(io: CliIo, { code, message, next }: Problem): number {
  io.err(`[${code}] ${message.zh}\n  ${next.zh}\n  ${message.en} — ${next.en}\n`);
  return 1;
}

/** Says how a command is used and answers its exit code. */
export function wrongUse(io: CliIo, usage: string, reason: string): number {
  io.err(`用法不对 / wrong use: ${reason}\n${usage}\n`);
  return 2;
}
