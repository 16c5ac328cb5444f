import { readExtensionValue } from "../extensions.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const noneEnd: ElementCompiler<"noneEnd"> = {
  types: ["endEvent"],
  extensions: ["yiwang:Outcome"],
  incoming: "any",
  outgoing: "none",
  compile: (element, base, compilation) => ({
    ...base,
    kind: "noneEnd",
    outcome: readExtensionValue(element, "yiwang:Outcome", "value", compilation),
  }),
};
