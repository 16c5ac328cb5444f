import type { ElementCompiler } from "./element-compiler.ts";

export const noneStart: ElementCompiler<"noneStart"> = {
  types: ["startEvent"],
  extensions: [],
  incoming: "none",
  outgoing: "one",
  compile: (_element, base) => ({ ...base, kind: "noneStart" }),
};
