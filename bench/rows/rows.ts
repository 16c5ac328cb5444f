import type { Row } from "../harness/row.ts";
import { completions } from "./completions.ts";
import { decisions } from "./decisions.ts";
import { flood } from "./flood.ts";
import { instant } from "./instant.ts";
import { locate } from "./locate.ts";
import { lifecycle } from "./lifecycle.ts";
import { lists } from "./lists.ts";
import { map } from "./map.ts";
import { million } from "./million.ts";
import { rebuild } from "./rebuild.ts";
import { reviewProcess } from "./review-process.ts";
import { spike } from "./spike.ts";
import { timers } from "./timers.ts";
import { typesetting } from "./typesetting.ts";

/** Every row of the page of performance, in its order. */
export const ROWS: readonly Row[] = [
  completions,
  reviewProcess,
  decisions,
  instant,
  lists,
  lifecycle,
  spike,
  flood,
  rebuild,
  locate,
  map,
  timers,
  typesetting,
  million,
];
