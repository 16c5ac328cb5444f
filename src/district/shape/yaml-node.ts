import { isNode, LineCounter, parseDocument } from "yaml";
import { faultOf, type FaultSink } from "./fault.ts";
import type { Node, Path } from "./node.ts";

/** Reads YAML 1.2 (so also JSON) into a node that knows its lines; reports every syntax error. */
export function yamlNode(file: string, source: string, report: FaultSink): Node | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    report(faultOf(file, `line ${line}, column ${col}`, "PACK_FILE_UNREADABLE", { why: message }));
  }
  if (document.errors.length > 0) return undefined;
  const lineOf = (path: Path): number | undefined => {
    // A missing field has no line of its own; the nearest parent's tells where it should stand.
    for (let length = path.length; length >= 0; length -= 1) {
      const found: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
    }
    return undefined;
  };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    report(faultOf(file, "line 1", "PACK_FILE_UNREADABLE", { why: String(cause) }));
    return undefined;
  }
  return { value, file, path: [], lineOf, report };
}
