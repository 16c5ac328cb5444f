import type { CompiledElement, DecisionModels, Reference } from "./compiled.ts";

/** Decisions that need their own value; a function may call itself, a value may not rest on itself. */
export function findCircles(models: DecisionModels): readonly CompiledElement[] {
  return [...models.elements.values()].filter(
    (element) => element.kind === "decision" && reaches(element.key, element, models, new Set()),
  );
}

function reaches(key: string, from: CompiledElement, models: DecisionModels, seen: Set<string>): boolean {
  if (from.kind !== "decision" || seen.has(from.key)) return false;
  seen.add(from.key);
  return [...from.references.values()].flatMap(keysOf).some((next) => {
    const element = models.elements.get(next);
    return next === key || (element !== undefined && reaches(key, element, models, seen));
  });
}

const keysOf = (reference: Reference): readonly string[] =>
  reference.kind === "element" ? [reference.key] : [...reference.elements.values()];
