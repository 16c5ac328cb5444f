import { written } from "./check-known.ts";
import { readRequiredValue, readValue, report, type Compilation } from "./compilation.ts";
import { readClocks } from "./legal.ts";
import { extensionsOf } from "./extension-elements.ts";
import { childrenOf, textOf, unknownAttributesOf, type ModelElement } from "./model.ts";
import type { ClockAction, Mapping, Value } from "./plan.ts";

/** What any flow node may carry: it means something everywhere, or nothing at all (properties). */
export const EVERYWHERE = ["zeebe:IoMapping", "zeebe:Properties", "yiwang:Clock", "yiwang:State"];

export type CommonExtensions = {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly clocks: readonly ClockAction[];
  readonly state: string | null;
};

/** Reads what every flow node may carry and refuses what this kind of node does not know. */
export function readExtensions(
  element: ModelElement,
  allowed: readonly string[],
  compilation: Compilation,
): CommonExtensions {
  checkExtensions(element, [...EVERYWHERE, ...allowed], compilation);
  const mapping = extensionsOf(element, "zeebe:IoMapping")[0];
  const state = extensionsOf(element, "yiwang:State")[0];
  return {
    inputs: mapping === undefined ? [] : readMappings(element, mapping, "inputParameters", compilation),
    outputs: mapping === undefined ? [] : readMappings(element, mapping, "outputParameters", compilation),
    clocks: readClocks(element, compilation),
    state: state === undefined ? null : readText(element, state, "name", "yiwang:state", compilation),
  };
}

/** Extension elements of our two namespaces are behaviour: an unknown one is refused, never ignored. */
export function checkExtensions(
  element: ModelElement,
  allowed: readonly string[],
  compilation: Compilation,
): void {
  for (const extension of extensionsOf(element)) {
    const ours = /^(?:zeebe|yiwang|camunda):/.test(extension.$type);
    if (ours && !allowed.includes(extension.$type))
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature: written(extension.$type) });
    if (!extension.$type.startsWith("yiwang:")) continue;
    for (const attribute of unknownAttributesOf(extension))
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, {
        feature: `${written(extension.$type)} ${attribute}`,
      });
  }
}

/** A required plain text attribute of an extension element. */
export function readText(
  element: ModelElement,
  extension: ModelElement,
  property: string,
  where: string,
  compilation: Compilation,
): string {
  const text = (textOf(extension, property) ?? "").trim();
  if (text === "")
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: `${where} ${property}` });
  return text;
}

/** An optional literal-or-FEEL attribute of one extension element. */
export function readExtensionValue(
  element: ModelElement,
  type: string,
  property: string,
  compilation: Compilation,
): Value | null {
  const extension = extensionsOf(element, type)[0];
  if (extension === undefined) return null;
  return readValue(compilation, element, `${type} ${property}`, textOf(extension, property));
}

function readMappings(
  element: ModelElement,
  mapping: ModelElement,
  property: "inputParameters" | "outputParameters",
  compilation: Compilation,
): readonly Mapping[] {
  const label = property === "inputParameters" ? "zeebe:input" : "zeebe:output";
  return childrenOf(mapping, property).map((each) => {
    const target = (textOf(each, "target") ?? "").trim().split(".");
    if (target.some((name) => !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)))
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
        attribute: `${label} target`,
        value: target.join("."),
      });
    const source = textOf(each, "source");
    if (source === undefined) return { source: { kind: "literal", value: "" }, target };
    return { source: numeric(readRequiredValue(compilation, element, `${label} source`, source)), target };
  });
}

/** Camunda 8 takes a static source that reads as a number to be one. */
function numeric(value: Value): Value {
  if (value.kind === "feel" || typeof value.value === "number") return value;
  return /^-?\d+(?:\.\d+)?$/.test(value.value) ? { kind: "literal", value: Number(value.value) } : value;
}
