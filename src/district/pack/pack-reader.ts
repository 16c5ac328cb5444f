import { faultOf, type FaultSink } from "../shape/fault.ts";
import type { PackFiles } from "./pack.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { BAD, listOf, type Shape } from "../shape/shape.ts";
import { yamlNode } from "../shape/yaml-node.ts";

/** The files of a pack with the place where their faults are gathered. */
export type PackReader = { readonly files: PackFiles; readonly report: FaultSink };

/** The text of a file; reports when it is missing or not UTF-8. */
export function readText({ files, report }: PackReader, file: string): string | undefined {
  const content = files.get(file);
  if (typeof content === "string") return content;
  if (content === undefined) report(faultOf(file, "", "PACK_FILE_MISSING", { file }));
  else report(faultOf(file, "", "PACK_FILE_UNREADABLE", { why: "not UTF-8 text" }));
  return undefined;
}

/** A YAML file as a node, or undefined when it was reported. */
export function readYamlNode(reader: PackReader, file: string): Node | undefined {
  const source = readText(reader, file);
  return source === undefined ? undefined : yamlNode(file, source, reader.report);
}

/** A YAML file of one shape. */
export function readYaml<Value>(reader: PackReader, file: string, shape: Shape<Value>): Value | undefined {
  const node = readYamlNode(reader, file);
  if (node === undefined) return undefined;
  const read = shape(node);
  return read === BAD ? undefined : read;
}

/** The same of a file that a pack may do without: what stands then in its place. */
export function readOptional<Value>(
  reader: PackReader,
  file: string,
  shape: Shape<Value>,
  without: Value,
): Value {
  return reader.files.has(file) ? (readYaml(reader, file, shape) ?? without) : without;
}

/** A YAML list whose items have an id each, as a map in the file's order; a repeated id is a fault. */
export function readKeyedList<Value>(
  reader: PackReader,
  file: string,
  shape: Shape<Value>,
  keyOf: (value: Value) => string,
): ReadonlyMap<string, Value> | undefined {
  const node = readYamlNode(reader, file);
  if (node === undefined) return undefined;
  const items = listOf(shape)(node);
  return items === BAD
    ? undefined
    : keyed(items, keyOf, (index, id) => reportAt(childOf(node, index), "PACK_DUPLICATE", { id }));
}

/** Items by key; `onRepeated` hears of an item whose key was already there. */
export function keyed<Value>(
  items: readonly Value[],
  keyOf: (value: Value) => string,
  onRepeated: (index: number, key: string) => void,
): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (map.has(key)) onRepeated(index, key);
    else map.set(key, item);
  }
  return map;
}

/** Paths of a folder (with `/` at its end) that end in a suffix, sorted, not deeper than the folder. */
export function pathsIn({ files }: PackReader, folder: string, suffix: string): readonly string[] {
  return [...files.keys()]
    .filter(
      (path) => path.startsWith(folder) && path.endsWith(suffix) && !path.slice(folder.length).includes("/"),
    )
    .toSorted();
}

/** `registers/certificate.yaml` → `certificate`. */
export function nameOfFile(path: string, suffix: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -suffix.length);
}

/** Names of the folders right under a folder (with `/` at its end). */
export function foldersIn({ files }: PackReader, folder: string): readonly string[] {
  const names = [...files.keys()]
    .filter((path) => path.startsWith(folder) && path.slice(folder.length).includes("/"))
    .map((path) => path.slice(folder.length).split("/")[0] ?? "");
  return [...new Set(names)].toSorted();
}
