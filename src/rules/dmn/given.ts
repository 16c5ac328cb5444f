import { isJsonObject, type Json, type JsonObject } from "#kernel";
import { namesOf } from "../feel/compile/scope.ts";
import { canonicalName } from "../feel/syntax/name.ts";
import { isContext, type FeelContext, type FeelValue } from "../feel/value/value.ts";
import type { DmnModel } from "./model.ts";

/** Input as JSON, and a context of FEEL values that goes before it. */
export type Given = { readonly input: JsonObject; readonly context: FeelContext };

export type GivenValue =
  | { readonly kind: "feel"; readonly value: FeelValue }
  | { readonly kind: "json"; readonly value: Json };

/** What was given under a name, however its spaces are written. */
export function givenValue({ input, context }: Given, name: string): GivenValue | undefined {
  const feel = namesOf(context).get(name);
  if (feel !== undefined) return { kind: "feel", value: feel };
  if (Object.hasOwn(input, name)) return { kind: "json", value: input[name] ?? null };
  const key = Object.keys(input).find((each) => canonicalName(each) === name);
  return key === undefined ? undefined : { kind: "json", value: input[key] ?? null };
}

/**
 * The input of a model: one that is imported is given inside an entry named as the import, or under `import.name`;
 * else by its plain name as the main model's own.
 */
export function givenTo(
  model: DmnModel,
  name: string,
  given: Given,
  models: readonly DmnModel[],
): GivenValue | undefined {
  const main = models[0];
  if (main === undefined || main === model) return givenValue(given, name);
  for (const path of pathsTo(model, main, models)) {
    const found = givenValue(given, canonicalName([...path, name].join("."))) ?? inside(given, path, name);
    if (found !== undefined) return found;
  }
  return givenValue(given, name);
}

function inside(given: Given, path: readonly string[], name: string): GivenValue | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return givenValue(given, name);
  const outer = givenValue(given, canonicalName(first));
  if (outer?.kind === "feel" && isContext(outer.value)) {
    return inside({ input: {}, context: outer.value }, rest, name);
  }
  if (outer?.kind === "json" && isJsonObject(outer.value)) {
    return inside({ input: outer.value, context: new Map() }, rest, name);
  }
  return undefined;
}

/** The names of the imports that lead from one model to another, the shortest way first. */
function pathsTo(target: DmnModel, from: DmnModel, models: readonly DmnModel[]): readonly string[][] {
  const found: string[][] = [];
  let reached = [{ model: from, path: [] as string[], passed: [from.namespace] }];
  while (reached.length > 0) {
    reached = reached.flatMap(({ model, path, passed }) =>
      model.imports.flatMap(({ name, namespace }) => {
        const next = models.find((each) => each.namespace === namespace);
        if (next === undefined || passed.includes(namespace)) return [];
        const longer = name === "" ? path : [...path, name];
        if (next === target && longer.length > 0) found.push(longer);
        return [{ model: next, path: longer, passed: [...passed, namespace] }];
      }),
    );
  }
  return found;
}
