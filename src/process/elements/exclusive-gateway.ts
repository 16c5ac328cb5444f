import { childOf, idOf } from "../model.ts";
import type { ElementCompiler } from "./element-compiler.ts";

export const exclusiveGateway: ElementCompiler<"exclusiveGateway"> = {
  types: ["exclusiveGateway"],
  extensions: [],
  incoming: "any",
  outgoing: "one",
  compile: (element, base) => {
    const flow = childOf(element, "default");
    return { ...base, kind: "exclusiveGateway", defaultFlow: flow === undefined ? null : idOf(flow) };
  },
};
