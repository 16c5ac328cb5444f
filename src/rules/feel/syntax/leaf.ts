/** The part of a parsed tree's node this reader looks at. */
export type Leaf = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: Leaf | null;
  readonly nextSibling: Leaf | null;
};

export type TextOf = (from: number, to: number) => string;

/** Children that matter: comments may stand anywhere. */
export function childrenOf(node: Leaf): readonly Leaf[] {
  const found: Leaf[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "LineComment" && child.name !== "BlockComment") found.push(child);
  }
  return found;
}
