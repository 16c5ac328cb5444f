import { BAD_OF_BUILDINGS, GOOD_OF_BUILDINGS } from "./checked-buildings.ts";
import { BAD_OF_INCIDENTS, GOOD_OF_INCIDENTS } from "./checked-incidents.ts";
import { BAD_OF_INSPECTIONS, GOOD_OF_INSPECTIONS } from "./checked-inspections.ts";

import { BAD_OF_LINES, GOOD_OF_LINES } from "./checked-lines.ts";

/** What the forms of the second net (一网统管) take, and what they refuse. */
export const GOOD_OF_GOVERNANCE = {
  ...GOOD_OF_INSPECTIONS,
  ...GOOD_OF_BUILDINGS,
  ...GOOD_OF_LINES,
  ...GOOD_OF_INCIDENTS,
};
export const BAD_OF_GOVERNANCE = [
  ...BAD_OF_INSPECTIONS,
  ...BAD_OF_BUILDINGS,
  ...BAD_OF_LINES,
  ...BAD_OF_INCIDENTS,
];
