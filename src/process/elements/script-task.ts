import { readRequiredFeel } from "../compilation.ts";
import { readText } from "../extensions.ts";
import { extensionsOf } from "../extension-elements.ts";
import { textOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** A script task whose FEEL the engine evaluates itself (`zeebe:script`). */
export const scriptTask: ElementCompiler<"scriptTask"> = {
  types: ["scriptTask"],
  extensions: ["zeebe:Script", "zeebe:TaskHeaders"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const script = extensionsOf(element, "zeebe:Script")[0] ?? element;
    const text = textOf(script, "expression");
    return {
      ...base,
      kind: "scriptTask",
      expression: readRequiredFeel(compilation, element, "zeebe:script expression", text),
      resultVariable: readText(element, script, "resultVariable", "zeebe:script", compilation),
    };
  },
};
