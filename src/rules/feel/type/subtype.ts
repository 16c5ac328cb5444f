import type { FeelType, FunctionType } from "../value/value.ts";
import { ANY } from "./type.ts";

/**
 * Whether every value of one type is also one of the other (DMN 1.5, 10.3.2.9.1): contexts may hold more entries,
 * functions may take more and give less. Allowed values do not count.
 */
function isSubtype(narrow: FeelType, wide: FeelType): boolean {
  const [left, right] = [plain(narrow), plain(wide)];
  if (right.kind === "any" || left.kind === "null") return true;
  if (right.kind === "simple") return isSubtypeOfSimple(left, right.name);
  if (left.kind === "list" || left.kind === "range") {
    return left.kind === right.kind && isSubtype(left.of, right.of);
  }
  if (left.kind === "context" && right.kind === "context") {
    return right.entries.every(({ name, type }) =>
      left.entries.some((entry) => entry.name === name && isSubtype(entry.type, type)),
    );
  }
  return left.kind === "function" && right.kind === "function" && isSubfunction(left, right);
}

/** Whether a function may stand where another type of function is wanted; what it gives may be unknown. */
export function isSubfunction(narrow: FunctionType, wide: FunctionType): boolean {
  if (narrow.result.kind !== "any" && !isSubtype(narrow.result, wide.result)) return false;
  if (wide.parameters === null || narrow.parameters === null) return true;
  const taken = narrow.parameters;
  return (
    taken.length === wide.parameters.length &&
    wide.parameters.every((type, index) => isSubtype(type, taken[index] ?? ANY))
  );
}

function isSubtypeOfSimple(left: FeelType, name: string): boolean {
  if (left.kind !== "simple") return left.kind === name;
  if (name === "duration") return left.name.endsWith("duration");
  return left.name === name;
}

/** The type beneath names and allowed values. */
export function plain(type: FeelType): FeelType {
  if (type.kind === "named") return plain(type.resolve());
  return type.kind === "constrained" ? plain(type.of) : type;
}
