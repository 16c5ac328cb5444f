import { report } from "../compilation.ts";
import { textOf } from "../model.ts";
import { readTrigger } from "../triggers.ts";
import { readHost } from "./boundary-host.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** A message, timer, signal, error or escalation that an activity meets while it runs. */
export const boundaryEvent: ElementCompiler<"boundaryEvent"> = {
  types: ["boundaryEvent"],
  extensions: ["yiwang:Limit"],
  incoming: "none",
  outgoing: "one",
  compile: (element, base, compilation) => {
    const interrupting = textOf(element, "cancelActivity") !== "false";
    // A repeating timer that interrupts could fire only once.
    const trigger = readTrigger(element, { cycle: !interrupting, keyed: true }, compilation);
    if (trigger.kind === "error" && !interrupting)
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
        attribute: "cancelActivity",
        value: "false",
      });
    return {
      ...base,
      kind: "boundaryEvent",
      trigger,
      attachedTo: readHost(element, compilation),
      interrupting,
    };
  },
};
