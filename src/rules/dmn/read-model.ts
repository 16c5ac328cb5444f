import type { ModdleElement } from "dmn-moddle";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { tidyName } from "../feel/syntax/name.ts";
import { elementAt, elementsAt, flagAt, innerText, readTyped, textAt } from "./element.ts";
import { rootOf } from "./moddle.ts";
import type {
  DecisionElement,
  DecisionServiceElement,
  DmnModel,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  Requirements,
  Typed,
} from "./model.ts";
import { readBoxed } from "./read-boxed.ts";

/** One DMN file: its text, and its path for messages. */
export type DmnSource = { readonly path?: string; readonly xml: string };

/** Reads one DMN file of version 1.1 to 1.6. Errors: DMN_UNREADABLE. */
export async function readModel({ path, xml }: DmnSource): Promise<Result<DmnModel, Problem>> {
  try {
    const root = await rootOf(xml);
    return ok(modelOf(root, path ?? null));
  } catch (failure) {
    const detail = failure instanceof Error ? (failure.message.split("\n")[0] ?? "") : "";
    return err(problem("DMN_UNREADABLE", { path: path ?? "DMN", detail }));
  }
}

function modelOf(root: ModdleElement, path: string | null): DmnModel {
  const elements = elementsAt(root, "drgElement");
  const ofType = (type: string): readonly ModdleElement[] =>
    elements.filter(({ $type }) => $type === `dmn:${type}`);
  return {
    path,
    id: textAt(root, "id") ?? "",
    name: textAt(root, "name") ?? "",
    namespace: textAt(root, "namespace") ?? "",
    imports: elementsAt(root, "import").map((each) => ({
      name: tidyName(textAt(each, "name") ?? ""),
      namespace: textAt(each, "namespace") ?? "",
      location: textAt(each, "locationURI"),
    })),
    items: elementsAt(root, "itemDefinition").map(readItem),
    inputs: ofType("InputData").map(readInput),
    decisions: ofType("Decision").map(readDecision),
    knowledge: ofType("BusinessKnowledgeModel").map(readKnowledge),
    services: ofType("DecisionService").map(readService),
  };
}

function readItem(element: ModdleElement): ItemDefinition {
  const functionItem = elementAt(element, "functionItem");
  return {
    name: tidyName(textAt(element, "name") ?? ""),
    typeRef: textAt(element, "typeRef"),
    allowedValues: innerText(element, "allowedValues"),
    typeConstraint: innerText(element, "typeConstraint"),
    isCollection: flagAt(element, "isCollection"),
    components: elementsAt(element, "itemComponent").map(readItem),
    functionItem:
      functionItem === null
        ? null
        : {
            parameters: elementsAt(functionItem, "parameters").map(readTyped),
            result: textAt(functionItem, "outputTypeRef"),
          },
  };
}

function named(element: ModdleElement): {
  readonly id: string;
  readonly name: string;
  readonly variable: Typed;
} {
  const name = tidyName(textAt(element, "name") ?? "");
  const variable = elementAt(element, "variable");
  const typed = variable === null ? { name, typeRef: null } : readTyped(variable);
  return {
    id: textAt(element, "id") ?? name,
    name,
    variable: { ...typed, name: typed.name === "" ? name : typed.name },
  };
}

const readInput = (element: ModdleElement): InputData => named(element);

function readDecision(element: ModdleElement): DecisionElement {
  const logic = elementAt(element, "decisionLogic");
  return {
    ...named(element),
    requires: requirementsOf(element),
    logic: logic === null ? null : readBoxed(logic),
  };
}

function readKnowledge(element: ModdleElement): KnowledgeModel {
  const logic = elementAt(element, "encapsulatedLogic");
  const boxed = logic === null ? null : readBoxed(logic);
  return {
    ...named(element),
    requires: requirementsOf(element),
    logic: boxed?.kind === "function" ? boxed : null,
  };
}

function readService(element: ModdleElement): DecisionServiceElement {
  return {
    ...named(element),
    outputs: elementsAt(element, "outputDecision").flatMap(hrefOf),
    encapsulated: elementsAt(element, "encapsulatedDecision").flatMap(hrefOf),
    inputDecisions: elementsAt(element, "inputDecision").flatMap(hrefOf),
    inputData: elementsAt(element, "inputData").flatMap(hrefOf),
  };
}

function requirementsOf(element: ModdleElement): Requirements {
  const information = elementsAt(element, "informationRequirement");
  return {
    inputs: hrefsAt(information, "requiredInput"),
    decisions: hrefsAt(information, "requiredDecision"),
    knowledge: hrefsAt(elementsAt(element, "knowledgeRequirement"), "requiredKnowledge"),
  };
}

const hrefsAt = (requirements: readonly ModdleElement[], property: string): readonly string[] =>
  requirements.flatMap((each) => {
    const reference = elementAt(each, property);
    return reference === null ? [] : hrefOf(reference);
  });

function hrefOf(reference: ModdleElement): readonly string[] {
  const href = textAt(reference, "href");
  return href === null ? [] : [href];
}
