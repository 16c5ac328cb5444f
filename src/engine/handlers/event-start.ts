import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** What it waits for has come before it is entered. */
export const eventStart: Handler<"eventStart"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
