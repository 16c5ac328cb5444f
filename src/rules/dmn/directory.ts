import { ANY, type FeelType } from "../feel/type/type.ts";
import { canonicalName } from "../feel/syntax/name.ts";
import { typesOf, type Types } from "./item-type.ts";
import type {
  DecisionElement,
  DecisionServiceElement,
  DmnModel,
  InputData,
  KnowledgeModel,
} from "./model.ts";

/** An element with the model it stands in. */
export type Found = { readonly key: string; readonly model: DmnModel } & (
  | { readonly kind: "input"; readonly element: InputData }
  | { readonly kind: "decision"; readonly element: DecisionElement }
  | { readonly kind: "knowledge"; readonly element: KnowledgeModel }
  | { readonly kind: "service"; readonly element: DecisionServiceElement }
);

/** Every element and type of models that belong together, found by reference. */
export type Directory = {
  readonly elementsOf: (model: DmnModel) => readonly Found[];
  /** The element an href means, seen from a model. */
  readonly find: (from: DmnModel, href: string) => Found | undefined;
  readonly typesOf: (model: DmnModel) => Types;
  /** Namespaces a model imports that no model has. */
  readonly missingImports: (model: DmnModel) => readonly string[];
  /** The declared type of an element's value, ANY for none. */
  readonly typeOf: (found: Found) => FeelType;
};

export function directory(models: readonly DmnModel[]): Directory {
  const byKey = new Map<string, Found>();
  const listed = new Map<DmnModel, readonly Found[]>();
  for (const model of models) {
    const found = elementsIn(model);
    listed.set(model, found);
    for (const each of found) byKey.set(each.key, each);
  }
  const types = new Map<DmnModel, Types>();
  const typesFor = (model: DmnModel): Types => {
    const known = types.get(model);
    if (known !== undefined) return known;
    const made = typesOf(model, (reference) => importedType(reference, model));
    types.set(model, made);
    return made;
  };
  const importedType = (reference: string, model: DmnModel): FeelType | undefined => {
    for (const { name, namespace } of model.imports) {
      const prefix = name === "" ? "" : `${canonicalName(name)}.`;
      if (!reference.startsWith(prefix)) continue;
      const other = models.find((each) => each.namespace === namespace && each !== model);
      const found = other === undefined ? undefined : typesFor(other).find(reference.slice(prefix.length));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    elementsOf: (model) => listed.get(model) ?? [],
    find: (from, href) => byKey.get(keyOf(from, href)),
    typesOf: typesFor,
    missingImports: (model) =>
      model.imports
        .map(({ namespace }) => namespace)
        .filter((each) => !models.some((other) => other.namespace === each)),
    typeOf: ({ model, element }) => {
      const { typeRef } = element.variable;
      return typeRef === null ? ANY : (typesFor(model).find(typeRef) ?? ANY);
    },
  };
}

/** `#id` means this model, `namespace#id` another. */
function keyOf(from: DmnModel, href: string): string {
  const cut = href.lastIndexOf("#");
  if (cut < 0) return `${from.namespace}#${href}`;
  return cut === 0 ? `${from.namespace}${href}` : href;
}

function elementsIn(model: DmnModel): readonly Found[] {
  const at = (id: string): { readonly key: string; readonly model: DmnModel } => ({
    key: `${model.namespace}#${id}`,
    model,
  });
  return [
    ...model.inputs.map((element): Found => ({ ...at(element.id), kind: "input", element })),
    ...model.decisions.map((element): Found => ({ ...at(element.id), kind: "decision", element })),
    ...model.knowledge.map((element): Found => ({ ...at(element.id), kind: "knowledge", element })),
    ...model.services.map((element): Found => ({ ...at(element.id), kind: "service", element })),
  ];
}
