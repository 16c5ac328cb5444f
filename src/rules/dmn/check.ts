import { problem, type Problem } from "#kernel";
import type { DecisionModels } from "./compiled.ts";
import { findCircles } from "./circles.ts";

/**
 * What must be mended before models are published: expressions that cannot be read, names and types nothing
 * defines, references into nothing, circles, hit policies that are none. Each problem's details name `file`,
 * `element` (its id) and `name`.
 */
export function checkModels(models: DecisionModels): readonly Problem[] {
  const circles = findCircles(models).map((element) =>
    problem(
      "DMN_REFERENCE_CIRCULAR",
      { name: element.name },
      {
        file: element.model.path,
        element: element.id,
        name: element.name,
      },
    ),
  );
  return [...models.faults, ...circles];
}
