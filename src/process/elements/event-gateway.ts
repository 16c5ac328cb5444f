import type { ElementCompiler } from "./element-compiler.ts";

/** Waits for the events its flows lead to; the first to happen takes the token, the others are forgotten. */
export const eventGateway: ElementCompiler<"eventGateway"> = {
  types: ["eventBasedGateway"],
  extensions: [],
  incoming: "any",
  outgoing: "one",
  compile: (_element, base) => ({ ...base, kind: "eventGateway" }),
};
