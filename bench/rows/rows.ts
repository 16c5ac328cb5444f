import type { Row } from "../harness/row.ts";
import { completions } from "./completions.ts";
import { reviewProcess } from "./review-process.ts";

/** Every row of the page of performance, in its order. */
export const ROWS: readonly Row[] = [completions, reviewProcess];
