import { isObject } from "../forms/schema.ts";
import { NOTHING_TAKEN, type Taking } from "./taking.ts";

/** What was begun and not handed in, as the server kept it; what cannot be read is begun anew. */
export function takingIn(kept: Readonly<Record<string, unknown>> | undefined): Taking {
  if (kept === undefined || !isObject(kept["values"]) || !isObject(kept["materials"])) return NOTHING_TAKEN;
  return { ...NOTHING_TAKEN, ...(kept as Partial<Taking>) };
}
