import { setFlagsFromString } from "node:v8";

/** By how many percent the memory in use may grow before what is no longer used is collected. */
const GROWTH_PERCENT = 25;

/**
 * Lets this process collect what it no longer uses early. Left to itself V8 takes its measure from the machine, and on
 * one of many gigabytes lets several hundred megabytes of garbage lie; a server on a small machine shares it with its
 * database. Call it before the work begins; the bench `million` measures what it gives.
 */
export function collectEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
