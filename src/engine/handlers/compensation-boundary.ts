import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** No token ever stands at it: what it names is called when something throws compensation. */
export const compensationBoundary: Handler<"compensationBoundary"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
