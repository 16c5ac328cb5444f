import { BAD_OF_BUILDINGS, GOOD_OF_BUILDINGS } from "./checked-buildings.ts";
import { BAD_OF_INSPECTIONS, GOOD_OF_INSPECTIONS } from "./checked-inspections.ts";

/** What the forms of the second net (一网统管) take, and what they refuse. */
export const GOOD_OF_GOVERNANCE = { ...GOOD_OF_INSPECTIONS, ...GOOD_OF_BUILDINGS };
export const BAD_OF_GOVERNANCE = [...BAD_OF_INSPECTIONS, ...BAD_OF_BUILDINGS];
