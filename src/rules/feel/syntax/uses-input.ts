import type { Syntax } from "./syntax.ts";
import { partsOf } from "./walk.ts";

/** The value under test itself. */
export const isInput = (syntax: Syntax): boolean =>
  syntax.kind === "input" || (syntax.kind === "name" && syntax.name === "?");

/** Whether an expression asks for the value under test (`?`); one inside its own `in` does not count. */
export function usesInput(syntax: Syntax): boolean {
  if (isInput(syntax)) return true;
  if (syntax.kind === "in") return usesInput(syntax.value);
  return partsOf(syntax).some(usesInput);
}
