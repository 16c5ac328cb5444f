import { readExtensionValue } from "../extensions.ts";
import { readThrowing } from "../triggers.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/**
 * Intermediate and end events that throw a signal, error, escalation or compensation, and those (with send
 * tasks) that publish a message themselves because no worker is named to send it.
 */
export const throwEvent: ElementCompiler<"throwEvent"> = {
  types: ["intermediateThrowEvent", "endEvent", "sendTask"],
  extensions: ["yiwang:Outcome"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => ({
    ...base,
    kind: "throwEvent",
    throws: readThrowing(element, compilation),
    outcome: readExtensionValue(element, "yiwang:Outcome", "value", compilation),
  }),
};
