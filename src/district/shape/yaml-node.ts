import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { faultOf, type FaultSink } from "./fault.ts";
import type { Node, Path } from "./node.ts";

/** Reads YAML 1.2 (so also JSON) into a node that knows its lines; reports every syntax error. */
export function yamlNode(file: string, source: string, report: FaultSink): Node | undefined {
  const before = readBefore.get(source);
  if (before !== undefined) return nodeOf(file, source, before, report);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    report(faultOf(file, `line ${line}, column ${col}`, "PACK_FILE_UNREADABLE", { why: message }));
  }
  if (document.errors.length > 0) return undefined;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    report(faultOf(file, "line 1", "PACK_FILE_UNREADABLE", { why: String(cause) }));
    return undefined;
  }
  if (readBefore.size >= MOST_KEPT) readBefore.clear();
  const read: ReadText = { value, lines: new Map() };
  readBefore.set(source, read);
  return nodeOf(file, source, read, report, (path) => lineIn(document, lines, path));
}

/** What a sound text said, and the lines that were asked for, by their paths. */
type ReadText = { readonly value: unknown; readonly lines: Map<string, number | undefined> };

/**
 * Sound texts that were read: a pack that is read again, as after a change of one file, is mostly what it was, and
 * reading its YAML is most of the work. Nobody changes a value that was read from a pack.
 */
const readBefore = new Map<string, ReadText>();
const MOST_KEPT = 1_000;

/**
 * The same of a file that holds JSON and whose value was read from it already. Lines are looked for only where a fault
 * is told: a sound form, and nearly all are, is not read a second time for them.
 */
export function jsonNode(file: string, source: string, value: unknown, report: FaultSink): Node | undefined {
  // JSON takes the last of two fields of one name without a word; here that is a fault, which YAML tells with its line.
  if (keysWritten(source) !== keysOf(JSON.parse(source))) return yamlNode(file, source, report);
  return nodeOf(file, source, { value, lines: new Map() }, report);
}

/** A sound text's node. Unless `find` knows the lines, the text is read for them when the first new one is asked for. */
function nodeOf(
  file: string,
  source: string,
  { value, lines }: ReadText,
  report: FaultSink,
  find: Node["lineOf"] = linesOf(source),
): Node {
  const lineOf = (path: Path): number | undefined => {
    const key = JSON.stringify(path);
    if (!lines.has(key)) lines.set(key, find(path));
    return lines.get(key);
  };
  return { value, file, path: [], lineOf, report };
}

function linesOf(source: string): Node["lineOf"] {
  const lines = new LineCounter();
  let document: Document | undefined;
  return (path) => lineIn((document ??= parseDocument(source, { lineCounter: lines })), lines, path);
}

/** How many fields a JSON text writes: its strings before a colon. */
function keysWritten(source: string): number {
  let written = 0;
  for (const [, colon] of source.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) written += 1;
  return written;
}

function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value).reduce((sum: number, each) => sum + keysOf(each), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}

function lineIn(document: Document, lines: LineCounter, path: Path): number | undefined {
  // A missing field has no line of its own; the nearest parent's tells where it should stand.
  for (let length = path.length; length >= 0; length -= 1) {
    const found: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
  }
  return undefined;
}
