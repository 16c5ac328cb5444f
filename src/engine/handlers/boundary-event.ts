import { ok } from "#kernel";
import type { Handler } from "./handler.ts";

/** It watches while its activity runs; entering means that what it watched for has happened. */
export const boundaryEvent: Handler<"boundaryEvent"> = {
  activate: () => ok({ kind: "complete", result: {} }),
};
