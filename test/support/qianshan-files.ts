import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../districts/qianshan/", import.meta.url));

/** The real pack of Qianshan as a map of files; `changes` replace a file's text, or take it away. */
export function qianshanFiles(
  changes: Readonly<Record<string, ((text: string) => string) | null>> = {},
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`.replaceAll("//", "/");
    files.set(path.slice(FOLDER.length), readFileSync(path, "utf8"));
  }
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) files.delete(name);
    else files.set(name, change(files.get(name) ?? ""));
  }
  return files;
}
