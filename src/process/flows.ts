import { readRequiredFeel, report, type Compilation } from "./compilation.ts";
import { childOf, idOf, nameOf, textOf, type ModelElement } from "./model.ts";
import type { Flow } from "./plan.ts";

/** Sequence flows in the order written, which is the order conditions are asked in. */
export function readFlows(
  elements: readonly ModelElement[],
  compilation: Compilation,
): readonly { readonly flow: Flow; readonly element: ModelElement }[] {
  const here = new Set(elements.map(idOf));
  return elements
    .filter((element) => element.$type === "bpmn:SequenceFlow")
    .flatMap((element) => {
      const from = childOf(element, "sourceRef");
      const to = childOf(element, "targetRef");
      if (from === undefined || to === undefined || !here.has(idOf(from)) || !here.has(idOf(to))) {
        report(compilation, "PROCESS_FLOW_DANGLING", element);
        return [];
      }
      const flow: Flow = {
        id: idOf(element),
        name: nameOf(element),
        from: idOf(from),
        to: idOf(to),
        condition: readCondition(element, from, compilation),
      };
      return [{ flow, element }];
    });
}

function readCondition(element: ModelElement, from: ModelElement, compilation: Compilation): string | null {
  const expression = childOf(element, "conditionExpression");
  if (expression === undefined) return null;
  if (from.$type !== "bpmn:ExclusiveGateway" && from.$type !== "bpmn:InclusiveGateway") {
    report(compilation, "PROCESS_CONDITION_MISPLACED", element);
    return null;
  }
  return readRequiredFeel(compilation, element, "conditionExpression", textOf(expression, "body"));
}
