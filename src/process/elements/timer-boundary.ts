import { report } from "../compilation.ts";
import { childOf, idOf, textOf } from "../model.ts";
import { readTimer } from "../timers.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const timerBoundary: ElementCompiler<"timerBoundary"> = {
  types: ["boundaryEvent"],
  extensions: ["yiwang:Limit"],
  incoming: "none",
  outgoing: "one",
  compile: (element, base, compilation) => {
    const host = childOf(element, "attachedToRef");
    if (host === undefined)
      report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "attachedToRef" });
    const interrupting = textOf(element, "cancelActivity") !== "false";
    return {
      ...base,
      kind: "timerBoundary",
      // A repeating timer that interrupts could fire only once.
      timer: readTimer(element, { cycle: !interrupting }, compilation),
      attachedTo: host === undefined ? "" : idOf(host),
      interrupting,
    };
  },
};
