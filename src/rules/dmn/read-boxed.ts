import type { ModdleElement } from "dmn-moddle";
import { tidyName } from "../feel/syntax/name.ts";
import { elementAt, elementsAt, innerText, readTyped, textAt } from "./element.ts";
import type { Aggregator, Boxed, BoxedEntry, DecisionTable, HitPolicy } from "./model.ts";

const EMPTY: Boxed = { id: null, typeRef: null, kind: "literal", text: "" };

/** Reads any boxed expression; one of a kind unknown to DMN counts as empty. */
export function readBoxed(element: ModdleElement): Boxed {
  const common = { id: textAt(element, "id"), typeRef: textAt(element, "typeRef") };
  switch (element.$type) {
    case "dmn:LiteralExpression":
      return { ...common, kind: "literal", text: (textAt(element, "text") ?? "").trim() };
    case "dmn:DecisionTable":
      return { ...common, ...readTable(element) };
    case "dmn:Context":
      return { ...common, kind: "context", entries: elementsAt(element, "contextEntry").map(readEntry) };
    case "dmn:List":
      return { ...common, kind: "list", items: elementsAt(element, "elements").map(readBoxed) };
    case "dmn:Relation":
      return {
        ...common,
        kind: "relation",
        columns: elementsAt(element, "column").map(readTyped),
        rows: elementsAt(element, "row").map((row) => elementsAt(row, "elements").map(readBoxed)),
      };
    case "dmn:FunctionDefinition":
      return {
        ...common,
        kind: "function",
        language: languageOf(textAt(element, "kind")),
        parameters: elementsAt(element, "formalParameter").map(readTyped),
        body: optionalBoxed(elementAt(element, "body")),
      };
    case "dmn:Invocation":
      return {
        ...common,
        kind: "invocation",
        callee: optionalBoxed(elementAt(element, "calledFunction")),
        bindings: elementsAt(element, "binding").map((binding) => ({
          ...readTyped(elementAt(binding, "parameter") ?? element),
          value: optionalBoxed(elementAt(binding, "bindingFormula")),
        })),
      };
    default:
      return readIterator(element, common);
  }
}

type Common = { readonly id: string | null; readonly typeRef: string | null };

/** The boxed expressions of DMN 1.4 and later. */
function readIterator(element: ModdleElement, common: Common): Boxed {
  const part = (name: string): Boxed => {
    const wrapped = elementAt(element, name);
    return (wrapped === null ? null : optionalBoxed(elementAt(wrapped, "value"))) ?? EMPTY;
  };
  const variable = tidyName(textAt(element, "iteratorVariable") ?? "");
  switch (element.$type) {
    case "dmn:Conditional":
      return { ...common, kind: "conditional", test: part("if"), met: part("then"), otherwise: part("else") };
    case "dmn:Filter":
      return { ...common, kind: "filter", in: part("in"), match: part("match") };
    case "dmn:For":
      return { ...common, kind: "for", variable, in: part("in"), body: part("return") };
    case "dmn:Every":
    case "dmn:Some": {
      const every = element.$type === "dmn:Every";
      return { ...common, kind: "quantified", every, variable, in: part("in"), test: part("satisfies") };
    }
    default:
      return { ...EMPTY, ...common };
  }
}

const optionalBoxed = (element: ModdleElement | null): Boxed | null =>
  element === null ? null : readBoxed(element);

const languageOf = (kind: string | null): "FEEL" | "Java" | "PMML" =>
  kind === "Java" || kind === "PMML" ? kind : "FEEL";

function readEntry(element: ModdleElement): BoxedEntry {
  const variable = elementAt(element, "variable");
  return {
    variable: variable === null ? null : readTyped(variable),
    value: optionalBoxed(elementAt(element, "value")),
  };
}

function readTable(element: ModdleElement): DecisionTable {
  return {
    kind: "table",
    hitPolicy: hitPolicyOf(textAt(element, "hitPolicy")),
    aggregation: aggregatorOf(textAt(element, "aggregation")),
    inputs: elementsAt(element, "input").map((input) => ({
      text: innerText(input, "inputExpression") ?? textAt(input, "label") ?? "",
      typeRef: textAt(elementAt(input, "inputExpression") ?? input, "typeRef"),
      allowedValues: innerText(input, "inputValues"),
    })),
    outputs: elementsAt(element, "output").map((output) => ({
      name: nameOf(output),
      typeRef: textAt(output, "typeRef"),
      allowedValues: innerText(output, "outputValues"),
      defaultText: innerText(output, "defaultOutputEntry"),
    })),
    rules: elementsAt(element, "rule").map((rule) => ({
      id: textAt(rule, "id"),
      tests: elementsAt(rule, "inputEntry").map((entry) => (textAt(entry, "text") ?? "").trim()),
      outputs: elementsAt(rule, "outputEntry").map((entry) => ({
        text: (textAt(entry, "text") ?? "").trim(),
        typeRef: textAt(entry, "typeRef"),
      })),
    })),
  };
}

function nameOf(output: ModdleElement): string | null {
  const name = tidyName(textAt(output, "name") ?? "");
  return name === "" ? null : name;
}

const POLICIES: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: "UNIQUE",
  ANY: "ANY",
  PRIORITY: "PRIORITY",
  FIRST: "FIRST",
  "RULE ORDER": "RULE ORDER",
  "OUTPUT ORDER": "OUTPUT ORDER",
  COLLECT: "COLLECT",
};

/** No hit policy means unique (DMN 1.5, 8.2.10). */
const hitPolicyOf = (text: string | null): DecisionTable["hitPolicy"] =>
  text === null ? "UNIQUE" : (POLICIES[text] ?? { unknown: text });

const aggregatorOf = (text: string | null): Aggregator | null =>
  text === "SUM" || text === "MIN" || text === "MAX" || text === "COUNT" ? text : null;
