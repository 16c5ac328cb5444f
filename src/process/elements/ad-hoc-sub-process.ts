import { readRequiredFeel, type Compilation } from "../compilation.ts";
import { readOutput } from "../loop.ts";
import { extensionsOf } from "../extension-elements.ts";
import { childOf, childrenOf, idOf, textOf, type ModelElement } from "../model.ts";
import type { Value } from "../plan.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** A scope whose elements begin as `zeebe:adHoc` or a person names them, not by a start event. */
export const adHocSubProcess: ElementCompiler<"adHocSubProcess"> = {
  types: ["adHocSubProcess"],
  extensions: ["zeebe:AdHoc", "yiwang:Limit", "yiwang:Escalation"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const extension = extensionsOf(element, "zeebe:AdHoc")[0];
    const completion = childOf(element, "completionCondition");
    return {
      ...base,
      kind: "adHocSubProcess",
      offered: offeredIn(childrenOf(element, "flowElements")),
      active: feel(
        element,
        "zeebe:adHoc activeElementsCollection",
        extension === undefined ? undefined : textOf(extension, "activeElementsCollection"),
        compilation,
      ),
      completion:
        completion === undefined
          ? null
          : feel(element, "completionCondition", textOf(completion, "body"), compilation),
      cancelRemaining: textOf(element, "cancelRemainingInstances") !== "false",
      output: extension === undefined ? null : readOutput(element, extension, compilation),
    };
  },
};

/** Camunda 8 begins only elements that no flow leads to. */
function offeredIn(elements: readonly ModelElement[]): readonly string[] {
  const targets = elements.flatMap((each) => childOf(each, "targetRef") ?? []).map(idOf);
  return elements
    .filter(mayBegin)
    .map(idOf)
    .filter((id) => !targets.includes(id));
}

const mayBegin = (element: ModelElement): boolean =>
  !/SequenceFlow|Boundary|DataObject|DataStore/.test(element.$type) &&
  textOf(element, "isForCompensation") !== "true" &&
  textOf(element, "triggeredByEvent") !== "true";

function feel(
  element: ModelElement,
  attribute: string,
  written: string | undefined,
  compilation: Compilation,
): Value | null {
  if (written === undefined) return null;
  return { kind: "feel", text: readRequiredFeel(compilation, element, attribute, written) };
}
