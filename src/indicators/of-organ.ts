import { allOf } from "./expression.ts";
import type { Indicator } from "./types.ts";

/** The same indicator over one organ's cases or records: one definition, so that organs are compared by what all are told by. */
export function ofOrgan(indicator: Indicator, organ: string): Indicator {
  const isOrgans = {
    kind: "compare",
    operator: "=",
    type: "string",
    left: { kind: "fact", path: ["organ"], type: "string" },
    right: { kind: "literal", type: "string", value: organ },
  } as const;
  return { ...indicator, filter: allOf([indicator.filter, isOrgans]) };
}
