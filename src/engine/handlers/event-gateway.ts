import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** The events behind it watch it as boundary events watch an activity. */
export const eventGateway: Handler<"eventGateway"> = {
  activate: () => ok({ kind: "wait", wait: { kind: "gateway" }, effects: [] }),
};
