import { report } from "../compilation.ts";
import { childOf, textOf } from "../model.ts";
import { readTrigger } from "../triggers.ts";
import type { ElementCompiler } from "./element-compiler.ts";
import { isEventScope } from "./kind-of-event.ts";

/** A start event that a message, timer, signal, error or escalation sets off: of a process or an event subprocess. */
export const eventStart: ElementCompiler<"eventStart"> = {
  types: ["startEvent"],
  extensions: ["yiwang:Limit"],
  incoming: "none",
  outgoing: "one",
  compile: (element, base, compilation) => {
    const around = childOf(element, "$parent");
    const inside = around !== undefined && isEventScope(around);
    const interrupting = inside && textOf(element, "isInterrupting") !== "false";
    // A repeating timer that interrupts could fire only once.
    const trigger = readTrigger(element, { cycle: !interrupting, keyed: inside }, compilation);
    if (trigger.kind === "error" && !interrupting)
      report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
        attribute: "isInterrupting",
        value: "false",
      });
    return { ...base, kind: "eventStart", trigger, interrupting };
  },
};
