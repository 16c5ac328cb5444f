import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** The timer itself starts with the activity it is attached to; entering means that it has fired. */
export const timerBoundary: Handler<"timerBoundary"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
