import { type Static, Type } from "typebox";
import { BatchOffer } from "./batches.ts";
import { CaseSummary } from "./cases.ts";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/**
 * GET /api/desk/tasks?view=mine|organ|done&q=&matter=&state=&organ=&light=&from=&to=&sort=&cursor= — what is pressing first, then by due date.
 */
export const DeskTask = Type.Object({
  case: CaseSummary,
  task: Type.String(),
  taskName: Bilingual,
  /** Who has taken it or was given it (领取人). */
  takenBy: Type.Union([Bilingual, Type.Null()]),
  taskDueAt: NullableString,
  taskClosedAt: NullableString,
  /** More pressing than usual: drawn so, or raised (提级) when its limit came near or went by. */
  raised: Type.Boolean(),
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

const Choice = Type.Object({ id: Type.String(), name: Bilingual });
/** GET /api/desk/choices — what the lists that I see may be narrowed to. */
export const ListChoices = Type.Object({
  matters: Type.Array(Choice),
  states: Type.Array(Choice),
  organs: Type.Array(Choice),
});
export type ListChoices = Static<typeof ListChoices>;
