import { parseSyntax, type NameShape } from "../../feel/syntax/parse.ts";
import type { Syntax } from "../../feel/syntax/syntax.ts";
import type { Boxed } from "../model.ts";

/** The names inside what a boxed expression gives, as far as they can be seen without evaluating it. */
export function shapeOfBoxed(boxed: Boxed | null): NameShape {
  switch (boxed?.kind) {
    case "context": {
      const result = boxed.entries.find(({ variable }) => variable === null);
      if (result !== undefined) return shapeOfBoxed(result.value);
      return Object.fromEntries(
        boxed.entries.map(({ variable, value }) => [variable?.name ?? "", shapeOfBoxed(value)]),
      );
    }
    case "list":
      return Object.assign({}, ...boxed.items.map(shapeOfBoxed)) as NameShape;
    case "relation":
      return Object.fromEntries(boxed.columns.map(({ name }) => [name, {}]));
    case "table":
      return boxed.outputs.length > 1
        ? Object.fromEntries(boxed.outputs.map(({ name }) => [name ?? "", {}]))
        : {};
    case "conditional":
      return { ...shapeOfBoxed(boxed.met), ...shapeOfBoxed(boxed.otherwise) };
    case "filter":
      return shapeOfBoxed(boxed.in);
    case "for":
      return shapeOfBoxed(boxed.body);
    case "literal":
      return shapeOfText(boxed.text);
    default:
      return {};
  }
}

/** Only a context written out in the text can show names. */
function shapeOfText(text: string): NameShape {
  if (!text.includes("{")) return {};
  const read = parseSyntax(text, "expression");
  return read.ok ? shapeOfSyntax(read.value) : {};
}

function shapeOfSyntax(syntax: Syntax): NameShape {
  switch (syntax.kind) {
    case "context":
      return Object.fromEntries(syntax.entries.map(({ key, value }) => [key, shapeOfSyntax(value)]));
    case "list":
      return Object.assign({}, ...syntax.items.map(shapeOfSyntax)) as NameShape;
    case "filter":
      return shapeOfSyntax(syntax.of);
    case "for":
      return shapeOfSyntax(syntax.body);
    case "if":
      return { ...shapeOfSyntax(syntax.met), ...shapeOfSyntax(syntax.otherwise) };
    default:
      return {};
  }
}
