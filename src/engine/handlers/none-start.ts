import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

export const noneStart: Handler<"noneStart"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
