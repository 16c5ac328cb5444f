import { childrenOf, idOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";
import { kindOf } from "./kind-of.ts";

/** An embedded subprocess: a scope of its own, begun at its one none start event. */
export const subProcess: ElementCompiler<"subProcess"> = {
  types: ["subProcess"],
  extensions: ["yiwang:Limit", "yiwang:Escalation"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base) => {
    const start = childrenOf(element, "flowElements").find((each) => kindOf(each).kind === "noneStart");
    // Its absence is reported where the scope's graph is checked.
    return { ...base, kind: "subProcess", start: start === undefined ? "" : idOf(start) };
  },
};
