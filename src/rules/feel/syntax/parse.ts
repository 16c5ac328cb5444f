import { parseExpression, parseUnaryTests } from "feelin";
import { err, ok, type Result } from "#kernel";
import type { Leaf } from "./leaf.ts";
import { readSyntax } from "./read.ts";
import type { Syntax } from "./syntax.ts";

/** Where and how a text departs from the grammar. */
export type SyntaxFault = { readonly position: number; readonly detail: string };

/** Names in force, nested as contexts are; they decide how `a-b` or `date of birth` is read. */
export type NameShape = { readonly [name: string]: NameShape | null };

type Top = "expression" | "unary tests";

const LINE_FEED = "\uE000";
const CARRIAGE_RETURN = "\uE001";

/** Built-ins whose names hold a keyword: the grammar reads them only when told that they exist. */
const KEYWORD_NAMES: NameShape = { "get or else": null };

/** Reads a text by the FEEL grammar of feelin, knowing the names in force. */
export function parseSyntax(text: string, top: Top, shape: NameShape = {}): Result<Syntax, SyntaxFault> {
  const readable = escapeForGrammar(text);
  const parse = top === "expression" ? parseExpression : parseUnaryTests;
  const tree = treeOf(() => parse(readable, { ...KEYWORD_NAMES, ...shape }, undefined));
  if (tree === null) return err({ position: 1, detail: text });
  let fault: SyntaxFault | null = null;
  tree.iterate({
    enter: (node) => {
      if (!node.type.isError || fault !== null) return;
      const rest = text.slice(node.from, node.from + 20).trim();
      fault = { position: node.from + 1, detail: rest === "" ? "…" : rest };
    },
  });
  if (fault !== null) return err(fault);
  return ok(readSyntax(tree.topNode as Leaf, (from, to) => text.slice(from, to)));
}

/** The grammar's name tracker throws on some unfinished texts. */
function treeOf<Tree>(parse: () => Tree): Tree | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

/**
 * Two things the grammar does not read: line breaks inside strings, and `range<…>` types. Both are replaced
 * by something of the same length, so that positions stay; the reader looks at the original text.
 */
function escapeForGrammar(text: string): string {
  const typed = text.replaceAll(/\b(instance\s+of\s+|[<:,>]\s*)range(\s*<)/g, "$1list $2");
  if (!/[\n\r]/.test(typed) || !typed.includes('"')) return typed;
  return typed.replaceAll(/"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (part) =>
    part.startsWith('"') ? part.replaceAll("\n", LINE_FEED).replaceAll("\r", CARRIAGE_RETURN) : part,
  );
}
