import { readRequiredValue } from "../compilation.ts";
import { readText } from "../extensions.ts";
import { extensionsOf } from "../extension-elements.ts";
import { textOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** A business rule task that calls a linked decision (`zeebe:calledDecision`). */
export const decisionTask: ElementCompiler<"decisionTask"> = {
  types: ["businessRuleTask"],
  extensions: ["zeebe:CalledDecision", "zeebe:TaskHeaders"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => {
    const called = extensionsOf(element, "zeebe:CalledDecision")[0] ?? element;
    const id = textOf(called, "decisionId");
    return {
      ...base,
      kind: "decisionTask",
      decision: readRequiredValue(compilation, element, "zeebe:calledDecision decisionId", id),
      resultVariable: readText(element, called, "resultVariable", "zeebe:calledDecision", compilation),
    };
  },
};
