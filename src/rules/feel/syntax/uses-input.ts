import type { Syntax } from "./syntax.ts";
import { partsOf } from "./walk.ts";

/** Whether an expression asks for the value under test (`?`); one inside its own `in` does not count. */
export function usesInput(syntax: Syntax): boolean {
  if (syntax.kind === "input" || (syntax.kind === "name" && syntax.name === "?")) return true;
  if (syntax.kind === "in") return usesInput(syntax.value);
  return partsOf(syntax).some(usesInput);
}
