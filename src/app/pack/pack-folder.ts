import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { PackFiles } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";

/** Reads a pack's files by their path inside it; text where they are UTF-8. Errors: PACK_FOLDER_MISSING. */
export async function readPackFolder(folder: string): Promise<Result<PackFiles, Problem>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(
      paths.map(
        async (path) => [relative(folder, path).split(sep).join("/"), content(await readFile(path))] as const,
      ),
    );
    return ok(new Map(files));
  } catch {
    return err(problem("PACK_FOLDER_MISSING", { folder }));
  }
}

function content(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
