import { childrenOf, hasWord, type FeelNode } from "./feel-source.ts";

/** One operand of a chain of `and` and `or`, with the word before it. */
export type Link = {
  readonly word: "and" | "or" | null;
  readonly node: FeelNode;
  /** Set where the node is the test of `value in …`; `halfRange` is the `> 5` whose bound it is. */
  readonly testOf: { readonly value: FeelNode; readonly halfRange: FeelNode | null } | null;
};

/**
 * The operands of a chain in the order of the text. The grammar reads `a in [1] and b or c` as
 * `a in ([1] and b or c)`: a chain inside an unbracketed test is taken out of it again, so that only its
 * first operand is the test.
 */
export function linksOf(node: FeelNode, testOf: Link["testOf"] = null): readonly Link[] {
  const [left, right] = childrenOf(node);
  if (isLogic(node.name) && left !== undefined && right !== undefined) {
    const word = node.name === "Conjunction" ? "and" : "or";
    const after = linksOf(right).map((link, index) => (index === 0 ? ({ ...link, word } as const) : link));
    return [...linksOf(left, testOf), ...after];
  }
  const chain = node.name === "Comparison" && hasWord(node, "in") ? findChain(right) : undefined;
  if (chain === undefined || left === undefined) return [{ word: null, node, testOf }];
  return linksOf(chain.node, { value: left, halfRange: chain.halfRange });
}

const isLogic = (name: string | undefined): boolean => name === "Conjunction" || name === "Disjunction";

function findChain(tests: FeelNode | undefined): { node: FeelNode; halfRange: FeelNode | null } | undefined {
  if (tests?.name !== "PositiveUnaryTest") return undefined;
  const [inner] = childrenOf(tests);
  if (inner === undefined) return undefined;
  if (isLogic(inner.name)) return { node: inner, halfRange: null };
  const bound = inner.name === "SimplePositiveUnaryTest" ? childrenOf(inner)[1] : undefined;
  return bound !== undefined && isLogic(bound.name) ? { node: bound, halfRange: inner } : undefined;
}
