import { readTrigger } from "../triggers.ts";
import type { ElementCompiler } from "./element-compiler.ts";

/** Intermediate events and receive tasks, at which a token waits for a message, a timer or a signal. */
export const catchEvent: ElementCompiler<"catchEvent"> = {
  types: ["intermediateCatchEvent", "receiveTask"],
  extensions: ["yiwang:Limit"],
  incoming: "any",
  outgoing: "any",
  compile: (element, base, compilation) => ({
    ...base,
    kind: "catchEvent",
    trigger: readTrigger(element, { cycle: false, keyed: true }, compilation),
  }),
};
