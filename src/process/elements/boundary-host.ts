import { report, type Compilation } from "../compilation.ts";
import { childOf, idOf, type ModelElement } from "../model.ts";

/** The activity a boundary event is attached to. */
export function readHost(element: ModelElement, compilation: Compilation): string {
  const host = childOf(element, "attachedToRef");
  if (host === undefined)
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "attachedToRef" });
  return host === undefined ? "" : idOf(host);
}
