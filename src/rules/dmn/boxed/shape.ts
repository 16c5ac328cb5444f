import type { NameShape } from "../../feel/syntax/parse.ts";
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
    default:
      return {};
  }
}
