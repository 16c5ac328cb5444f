import { childOf, idOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const inclusiveGateway: ElementCompiler<"inclusiveGateway"> = {
  types: ["inclusiveGateway"],
  extensions: [],
  incoming: "any",
  outgoing: "one",
  compile: (element, base) => {
    const flow = childOf(element, "default");
    return { ...base, kind: "inclusiveGateway", defaultFlow: flow === undefined ? null : idOf(flow) };
  },
};
