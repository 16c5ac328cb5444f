import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** Columns of a list in an order, under a name of one's own; the usual one is shown unless the address says other. */
export const ColumnSetAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  columns: Type.Array(Type.String()),
  usual: Type.Boolean(),
});
export type ColumnSetAnswer = Static<typeof ColumnSetAnswer>;

/** GET /api/lists/:list/columns — what a list can show, what it shows by itself, and one's own sets. */
export const ColumnsAnswer = Type.Object({
  columns: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** The column that opens a line: always shown. */
  lead: Type.String(),
  /** What the product shows. */
  usual: Type.Array(Type.String()),
  sets: Type.Array(ColumnSetAnswer),
  /** How many sets one may keep. */
  most: Type.Number(),
});
export type ColumnsAnswer = Static<typeof ColumnsAnswer>;

const Name = Type.String({ maxLength: 30 });
const Columns = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 });

/** POST /api/lists/:list/column-sets — answers ColumnsAnswer. */
export const NewColumnSetRequest = Type.Object({ name: Name, columns: Columns, usual: Type.Boolean() });
export type NewColumnSetRequest = Static<typeof NewColumnSetRequest>;

/** PATCH /api/lists/:list/column-sets/:id, and DELETE — both answer ColumnsAnswer. */
export const ChangeColumnSetRequest = Type.Object({
  name: Type.Optional(Name),
  columns: Type.Optional(Columns),
  usual: Type.Optional(Type.Boolean()),
});
export type ChangeColumnSetRequest = Static<typeof ChangeColumnSetRequest>;
