import type { ElementCompiler } from "./element-compiler.ts";

export const parallelGateway: ElementCompiler<"parallelGateway"> = {
  types: ["parallelGateway"],
  extensions: [],
  incoming: "any",
  outgoing: "one",
  compile: (_element, base) => ({ ...base, kind: "parallelGateway" }),
};
