import { tidyName } from "./name.ts";
import { childrenOf, type Leaf, type TextOf } from "./leaf.ts";
import type { TypeSyntax } from "./syntax.ts";

/** Reads the type after `instance of` or a parameter's colon. */
export function readType(node: Leaf, textOf: TextOf): TypeSyntax {
  const kids = childrenOf(node);
  switch (node.name) {
    case "Type": {
      const inner = kids[0];
      if (inner === undefined) throw new Error("a type is empty");
      return readType(inner, textOf);
    }
    case "ListType": {
      const of = typeAmong(kids, textOf);
      // The parser's stand-in for `range<…>`: the original text tells them apart.
      return textOf(node.from, node.to).startsWith("range") ? { kind: "range", of } : { kind: "list", of };
    }
    case "ContextType": {
      const entries = kids.filter(({ name }) => name === "ContextEntryTypes").flatMap(childrenOf);
      return {
        kind: "context",
        entries: entries.map((entry) => {
          const [name, type] = childrenOf(entry);
          if (name === undefined || type === undefined) throw new Error("a context type has no entry");
          return { name: tidyName(textOf(name.from, name.to)), type: readType(type, textOf) };
        }),
      };
    }
    case "FunctionType": {
      const parameters = kids.filter(({ name }) => name === "ArgumentTypes").flatMap(childrenOf);
      return {
        kind: "function",
        parameters: parameters.map((each) => typeAmong(childrenOf(each), textOf)),
        result: typeAmong(kids, textOf),
      };
    }
    default:
      return { kind: "named", name: tidyName(textOf(node.from, node.to)) };
  }
}

function typeAmong(kids: readonly Leaf[], textOf: TextOf): TypeSyntax {
  const type = kids.find(({ name }) => name === "Type");
  if (type === undefined) throw new Error("a type is missing");
  return readType(type, textOf);
}
