import type { Row } from "../harness/row.ts";
import { completions } from "./completions.ts";

/** Every row of the page of performance, in its order. */
export const ROWS: readonly Row[] = [completions];
