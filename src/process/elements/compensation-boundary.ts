import { report } from "../compilation.ts";
import { childOf, childrenOf, idOf, textOf, type ModelElement } from "../model.ts";
import { readHost } from "./boundary-host.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** Says which activity undoes the one it is attached to: an association leads there, not a flow. */
export const compensationBoundary: ElementCompiler<"compensationBoundary"> = {
  types: ["boundaryEvent"],
  extensions: [],
  incoming: "none",
  outgoing: "none",
  compile: (element, base, compilation) => {
    const handlers = associatedWith(element).filter(
      (each) => textOf(each, "isForCompensation") === "true" && each["$parent"] === element["$parent"],
    );
    if (handlers.length !== 1)
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, {
        attribute: "bpmn:association (isForCompensation)",
      });
    const [handler] = handlers;
    return {
      ...base,
      kind: "compensationBoundary",
      attachedTo: readHost(element, compilation),
      handler: handler === undefined ? "" : idOf(handler),
    };
  },
};

/** Where associations from this element lead; a drawing may keep them with any process or subprocess around it. */
function associatedWith(element: ModelElement): readonly ModelElement[] {
  const found: ModelElement[] = [];
  for (let at = childOf(element, "$parent"); at !== undefined; at = childOf(at, "$parent"))
    for (const association of childrenOf(at, "artifacts")) {
      const target = childOf(association, "targetRef");
      if (target !== undefined && childOf(association, "sourceRef") === element) found.push(target);
    }
  return found;
}
