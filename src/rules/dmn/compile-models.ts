import { err, ok, problem, sha256Hex, type Problem, type Result } from "#kernel";
import { canonicalName, tidyName } from "../feel/syntax/name.ts";
import { plain as plainType } from "../feel/type/subtype.ts";
import { ANY, type FeelType } from "../feel/type/type.ts";
import { compileBoxed, compileFunctionBox, resultOf } from "./boxed/boxed.ts";
import { declaredType, typed, type Environment } from "./boxed/environment.ts";
import type { CompiledElement, DecisionModels, Reference } from "./compiled.ts";
import { directory, type Directory, type Found } from "./directory.ts";
import type { DecisionElement, DecisionServiceElement, DmnModel, KnowledgeModel } from "./model.ts";
import { readModel, type DmnSource } from "./read-model.ts";
import { requiredNames } from "./required-names.ts";
import type { Types } from "./item-type.ts";

/**
 * Reads and compiles DMN files of version 1.1 to 1.6 that belong together; the first is the main one.
 * A broken expression does not stop the others: it is null when evaluated, and `checkModels` tells of it.
 * Errors: DMN_UNREADABLE, one for each unreadable file.
 */
export async function compileModels(
  sources: readonly DmnSource[],
): Promise<Result<DecisionModels, readonly Problem[]>> {
  const read = await Promise.all(sources.map(readModel));
  const faults = read.flatMap((each) => (each.ok ? [] : [each.error]));
  if (faults.length > 0) return err(faults);
  const models = read.flatMap((each) => (each.ok ? [each.value] : []));
  return ok(compiled(models, sha256Hex(sources.map(({ xml }) => xml).join("\u0000"))));
}

function compiled(models: readonly DmnModel[], version: string): DecisionModels {
  const faults: Problem[] = [];
  const all = directory(models);
  const elements = new Map<string, CompiledElement>();
  for (const model of models) {
    const types = all.typesOf(model);
    for (const name of all.missingImports(model)) {
      faults.push(located(problem("DMN_IMPORT_MISSING", { name: model.name, namespace: name }), model, null));
    }
    for (const found of all.elementsOf(model)) {
      const fault = (each: Problem): void => void faults.push(located(each, model, found));
      elements.set(found.key, compileElement(found, { all, types, fault }));
    }
  }
  return { models, elements, faults: distinct(faults), version };
}

/** A fault with its file and element, for `yiwang check`. */
function located(fault: Problem, model: DmnModel, found: Found | null): Problem {
  const place = {
    file: model.path,
    element: found?.element.id ?? model.id,
    name: found?.element.name ?? model.name,
  };
  return { ...fault, details: { ...fault.details, ...place } };
}

const distinct = (faults: readonly Problem[]): readonly Problem[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];

type Surroundings = {
  readonly all: Directory;
  readonly types: Types;
  readonly fault: (fault: Problem) => void;
};

function compileElement(found: Found, around: Surroundings): CompiledElement {
  const { key, model, element } = found;
  const common = { key, id: element.id, name: element.variable.name, model };
  const type = declaredType(plain(found, around), element.variable.typeRef);
  switch (found.kind) {
    case "input":
      return { ...common, kind: "input", type };
    case "decision":
      return { ...common, kind: "decision", type, ...decisionParts(found.element, found, type, around) };
    case "knowledge":
      return { ...common, kind: "knowledge", ...knowledgeParts(found.element, found, type, around) };
    case "service":
      return {
        ...common,
        kind: "service",
        type: resultOf(type),
        ...serviceParts(found.element, found, type, around),
      };
  }
}

const plain = (found: Found, { types, fault }: Surroundings): Environment => ({
  element: found.element.name,
  shape: {},
  types,
  fault,
});

function decisionParts(
  decision: DecisionElement,
  found: Found,
  type: FeelType,
  around: Surroundings,
): Pick<Extract<CompiledElement, { readonly kind: "decision" }>, "references" | "logic"> {
  const { references, shape } = requiredNames(decision.requires, found, around.all, around.fault);
  if (decision.logic === null) around.fault(problem("DMN_LOGIC_MISSING", { name: decision.name }));
  const logic = typed(compileBoxed(decision.logic, { ...plain(found, around), shape }), type);
  return { references, logic };
}

/** Knowledge sees what it requires and itself, so that it may recur. */
function knowledgeParts(
  knowledge: KnowledgeModel,
  found: Found,
  type: FeelType,
  around: Surroundings,
): Pick<Extract<CompiledElement, { readonly kind: "knowledge" }>, "references" | "logic" | "parameters"> {
  const { references, shape } = requiredNames(knowledge.requires, found, around.all, around.fault);
  const own: Reference = { kind: "element", key: found.key };
  const withSelf = new Map(references).set(canonicalName(knowledge.variable.name), own);
  const environment = {
    ...plain(found, around),
    shape: { ...shape, [tidyName(knowledge.variable.name)]: {} },
  };
  if (knowledge.logic === null) {
    around.fault(problem("DMN_LOGIC_MISSING", { name: knowledge.name }));
    return { references: withSelf, logic: () => null, parameters: [] };
  }
  const parameters = knowledge.logic.parameters.map(({ name, typeRef }) => ({
    name,
    type: declaredType(environment, typeRef),
  }));
  const logic = compileFunctionBox(knowledge.logic, environment, resultOf(type));
  return { references: withSelf, logic, parameters };
}

function serviceParts(
  service: DecisionServiceElement,
  found: Found,
  type: FeelType,
  around: Surroundings,
): Pick<Extract<CompiledElement, { readonly kind: "service" }>, "parameters" | "outputs"> {
  const resolve = (href: string): readonly Found[] => {
    const target = around.all.find(found.model, href);
    if (target === undefined) around.fault(problem("DMN_REFERENCE_MISSING", { name: service.name, href }));
    return target === undefined ? [] : [target];
  };
  const targets = [...service.inputData, ...service.inputDecisions].flatMap(resolve);
  const declared = plainType(type);
  const taken = declared.kind === "function" ? (declared.parameters ?? []) : [];
  const parameters = targets.map((target, index) => ({
    key: target.key,
    name: target.element.variable.name,
    type: around.all.typesOf(target.model).find(target.element.variable.typeRef ?? "") ?? taken[index] ?? ANY,
  }));
  return { parameters, outputs: service.outputs.flatMap(resolve).map(({ key }) => key) };
}
