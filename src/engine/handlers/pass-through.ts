import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

export const passThrough: Handler<"passThrough"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
