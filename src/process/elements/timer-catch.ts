import { readTimer } from "../timers.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const timerCatch: ElementCompiler<"timerCatch"> = {
  types: ["intermediateCatchEvent"],
  extensions: ["yiwang:Limit"],
  incoming: "any",
  outgoing: "one",
  compile: (element, base, compilation) => ({
    ...base,
    kind: "timerCatch",
    timer: readTimer(element, { cycle: false }, compilation),
  }),
};
