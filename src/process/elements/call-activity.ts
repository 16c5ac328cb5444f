import { readRequiredValue, report, type Compilation } from "../compilation.ts";
import { extensionsOf } from "../extension-elements.ts";
import { textOf, type ModelElement } from "../model.ts";
import type { CallActivity } from "../plan.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** Runs another process as a part of this case (`zeebe:calledElement`). */
export const callActivity: ElementCompiler<"callActivity"> = {
  types: ["callActivity"],
  extensions: ["zeebe:CalledElement", "yiwang:Limit", "yiwang:Escalation"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const called = extensionsOf(element, "zeebe:CalledElement")[0];
    const flag = (name: string): boolean => called === undefined || textOf(called, name) !== "false";
    return {
      ...base,
      kind: "callActivity",
      process: readRequiredValue(
        compilation,
        element,
        "zeebe:calledElement processId",
        called === undefined ? textOf(element, "calledElement") : textOf(called, "processId"),
      ),
      binding: readBinding(element, called, compilation),
      propagateChild: flag("propagateAllChildVariables"),
      propagateParent: flag("propagateAllParentVariables"),
    };
  },
};

function readBinding(
  element: ModelElement,
  called: ModelElement | undefined,
  compilation: Compilation,
): CallActivity["binding"] {
  const binding = called === undefined ? "latest" : (textOf(called, "bindingType") ?? "latest");
  if (binding === "latest" || binding === "deployment") return { kind: binding };
  const tag = called === undefined ? "" : (textOf(called, "versionTag") ?? "").trim();
  // Any other type of binding is refused where attributes are (check-known.ts).
  if (binding === "versionTag" && tag === "")
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, {
      attribute: "zeebe:calledElement versionTag",
    });
  return { kind: "versionTag", tag };
}
