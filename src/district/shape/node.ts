import { faultOf, type FaultSink } from "./fault.ts";
import type { ProblemCode } from "#kernel";

export type Path = readonly (string | number)[];

/** A value read from a file, with where it stands and where its faults go. */
export type Node = {
  readonly value: unknown;
  readonly file: string;
  readonly path: Path;
  /** The line of a path, counted from 1, when the format tells. */
  readonly lineOf: (path: Path) => number | undefined;
  readonly report: FaultSink;
};

/** The part of a node under a key or an index. */
export function childOf(node: Node, key: string | number): Node {
  const value =
    typeof node.value === "object" && node.value !== null
      ? (node.value as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
  return { ...node, value, path: [...node.path, key] };
}

/** `materials[2].name (line 34)`. */
export function placeOf({ path, lineOf }: Pick<Node, "path" | "lineOf">): string {
  let text = "";
  for (const key of path) {
    text += typeof key === "number" ? `[${key}]` : text === "" ? key : `.${key}`;
  }
  const line = lineOf(path);
  if (line === undefined) return text;
  return text === "" ? `line ${line}` : `${text} (line ${line})`;
}

export function reportAt(
  node: Node,
  code: ProblemCode,
  parameters: Readonly<Record<string, string | number>> = {},
): void {
  node.report(faultOf(node.file, placeOf(node), code, parameters));
}
