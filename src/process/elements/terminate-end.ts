import { readExtensionValue } from "../extensions.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const terminateEnd: ElementCompiler<"terminateEnd"> = {
  types: ["endEvent"],
  extensions: ["yiwang:Outcome"],
  incoming: "any",
  outgoing: "none",
  compile: (element, base, compilation) => ({
    ...base,
    kind: "terminateEnd",
    outcome: readExtensionValue(element, "yiwang:Outcome", "value", compilation),
  }),
};
