import type { ElementCompiler } from "./element-compiler.ts";

/** Undefined and manual tasks and the none throw event: drawn for people, passed at once by the engine. */
export const passThrough: ElementCompiler<"passThrough"> = {
  types: ["task", "manualTask", "intermediateThrowEvent"],
  extensions: [],
  incoming: "any",
  outgoing: "any",
  compile: (_element, base) => ({ ...base, kind: "passThrough" }),
};
