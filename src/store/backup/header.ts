import type { Instant } from "#kernel";
import { hashOf, isJsonObject } from "#kernel";
import type { Migration } from "../migrations/migrate.ts";
import { BrokenBackup } from "./lines.ts";

export const FORMAT = "yiwang-backup-1";

/** The first line of a backup. */
export type BackupHeader = {
  readonly format: typeof FORMAT;
  readonly at: Instant;
  /** Name of the last migration, and the hash of all. */
  readonly schema: { readonly name: string; readonly hash: string };
  readonly epoch: number;
  /** Rows of each table, in the order in which they follow. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly files: number;
};

export function schemaOf(migrations: readonly Migration[]): BackupHeader["schema"] {
  const name = migrations.at(-1)?.name ?? "";
  return { name, hash: hashOf(migrations.map((each) => [each.name, each.hash])) };
}

/** Reads a header. Throws BrokenBackup. */
export function parseHeader(text: string): BackupHeader {
  try {
    const header: unknown = JSON.parse(text);
    if (isJsonObject(header) && header["format"] === FORMAT) return header as unknown as BackupHeader;
  } catch {
    // Said below: whatever is not a header is refused alike.
  }
  throw new BrokenBackup("不是一网的备份文件", "it is not a backup of Yiwang");
}
