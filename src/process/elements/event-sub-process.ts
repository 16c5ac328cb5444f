import { childrenOf, idOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** A subprocess that no flow leads to: its start event waits while the scope around it runs. */
export const eventSubProcess: ElementCompiler<"eventSubProcess"> = {
  types: ["subProcess"],
  extensions: [],
  incoming: "none",
  outgoing: "none",
  compile: (element, base) => {
    const start = childrenOf(element, "flowElements").find(({ $type }) => $type === "bpmn:StartEvent");
    // Its absence is reported where the scope's graph is checked.
    return { ...base, kind: "eventSubProcess", start: start === undefined ? "" : idOf(start) };
  },
};
