import { type Static, Type } from "typebox";
import { BatchOffer } from "./batches.ts";
import { CaseSummary } from "./cases.ts";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** GET /api/desk/tasks?view=mine|organ|done&q=&light=&cursor= — my work by due date. */
export const DeskTask = Type.Object({
  case: CaseSummary,
  task: Type.String(),
  taskName: Bilingual,
  taskDueAt: NullableString,
  /** The kind of which tasks can be done together; null where it is done by itself. */
  batch: NullableString,
});
export type DeskTask = Static<typeof DeskTask>;
export const DeskPage = Type.Object({
  items: Type.Array(DeskTask),
  next: NullableString,
  /** The kinds that this page's tasks name. */
  batches: Type.Array(BatchOffer),
});
export type DeskPage = Static<typeof DeskPage>;
