import type { ElementCompiler } from "./element-compiler.ts";

/** Undefined and manual tasks, the none throw event and both ends of a link: passed at once by the engine. */
export const passThrough: ElementCompiler<"passThrough"> = {
  types: ["task", "manualTask", "intermediateThrowEvent", "intermediateCatchEvent"],
  extensions: [],
  incoming: "any",
  outgoing: "any",
  compile: (_element, base) => ({ ...base, kind: "passThrough" }),
};
