import { problem, type Problem } from "#kernel";
import { canonicalName, tidyName } from "../feel/syntax/name.ts";
import type { NameShape } from "../feel/syntax/parse.ts";
import { shapeOfBoxed } from "./boxed/shape.ts";
import type { Reference } from "./compiled.ts";
import type { Directory, Found } from "./directory.ts";
import { shapeOfType } from "./item-type.ts";
import type { Requirements } from "./model.ts";

/** The names an element's requirements put in force: those, and no other, may its logic use (DMN 1.5, 7.3.4). */
export type RequiredNames = {
  readonly references: ReadonlyMap<string, Reference>;
  readonly shape: NameShape;
};

export function requiredNames(
  requires: Requirements,
  found: Found,
  all: Directory,
  fault: (fault: Problem) => void,
): RequiredNames {
  const references = new Map<string, Reference>();
  const imported = new Map<string, Map<string, string>>();
  const shape: Record<string, NameShape> = {};
  for (const href of [...requires.inputs, ...requires.decisions, ...requires.knowledge]) {
    const target = all.find(found.model, href);
    if (target === undefined) {
      fault(problem("DMN_REFERENCE_MISSING", { name: found.element.name, href }));
      continue;
    }
    const { name } = target.element.variable;
    const prefix = prefixOf(found, target);
    const inner = shapeOf(target, all);
    if (prefix === "") {
      references.set(canonicalName(name), { kind: "element", key: target.key });
      shape[tidyName(name)] = inner;
      continue;
    }
    const elements = imported.get(prefix) ?? new Map<string, string>();
    imported.set(prefix, elements.set(name, target.key));
    references.set(canonicalName(prefix), { kind: "import", elements });
    shape[tidyName(prefix)] = { ...shape[tidyName(prefix)], [tidyName(name)]: inner };
  }
  return { references, shape };
}

/** The name of the import through which an element of another model is seen. */
function prefixOf(found: Found, target: Found): string {
  if (found.model === target.model) return "";
  return found.model.imports.find(({ namespace }) => namespace === target.model.namespace)?.name ?? "";
}

function shapeOf(target: Found, all: Directory): NameShape {
  const declared = shapeOfType(all.typeOf(target));
  if (Object.keys(declared).length > 0 || target.kind !== "decision") return declared;
  return shapeOfBoxed(target.element.logic);
}
