import { parseExpression as parseFeel } from "feelin";
import { err, ok, problem, type Problem, type Result } from "#kernel";

export type FeelNode = ReturnType<typeof parseFeel>["topNode"];

/** Where an expression stands, for its faults. */
export type Place = { readonly id: string; readonly place: string };

export type Source = Place & { readonly text: string };

/** The one expression in a source. A leading `=` was dropped. Errors: INDICATOR_EXPRESSION_UNREADABLE. */
export function parseSource(
  raw: string,
  { id, place }: Place,
): Result<{ source: Source; node: FeelNode }, Problem> {
  const text = raw.trim().replace(/^=\s*/, "");
  const source: Source = { id, place, text };
  const tree = parseFeel(text, {}, undefined);
  let position: number | null = null;
  tree.iterate({ enter: (each) => void (each.type.isError && (position ??= each.from)) });
  const [node, ...more] = childrenOf(tree.topNode);
  if (position !== null || node === undefined || more.length > 0) {
    const at = (position ?? 0) + 1;
    return err(problem("INDICATOR_EXPRESSION_UNREADABLE", { id, place, text, position: at }, { id, place }));
  }
  return ok({ source, node });
}

const PUNCTUATION = new Set(["(", ")", "[", "]", ",", "..", ".", "and", "or", "in", "between", "@"]);

/** A node's children without punctuation and key words. */
export function childrenOf(node: FeelNode): readonly FeelNode[] {
  const parts: FeelNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!PUNCTUATION.has(child.name)) parts.push(child);
  }
  return parts;
}

export const hasWord = (node: FeelNode, word: string): boolean => node.getChild(word) !== null;

export const textOf = ({ text }: Source, { from, to }: FeelNode): string => text.slice(from, to);

export function unsupported(source: Source, node: FeelNode): Result<never, Problem> {
  const { id, place } = source;
  return err(
    problem("INDICATOR_EXPRESSION_UNSUPPORTED", { id, place, part: textOf(source, node) }, { id, place }),
  );
}

export function mistyped(source: Source, node: FeelNode): Result<never, Problem> {
  const { id, place } = source;
  return err(problem("INDICATOR_EXPRESSION_TYPES", { id, place, part: textOf(source, node) }, { id, place }));
}
