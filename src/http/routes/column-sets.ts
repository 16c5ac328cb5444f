import { randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import { ChangeColumnSetRequest, ColumnsAnswer, NewColumnSetRequest } from "#contract";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { addColumnSet, changeColumnSet, listColumnSets, removeColumnSet } from "#store";
import type { App } from "../app.ts";
import { CASES_TABLE, TASK_TABLES } from "../lists/case-table.ts";
import { RECORDS_TABLE } from "../lists/other-tables.ts";
import { readerOf, type Reader } from "../lists/reading.ts";
import { chooseColumns, type Table } from "../lists/table.ts";
import type { Platform } from "../platform.ts";
import { send } from "../problem-answer.ts";

/** Sets that one account keeps for one list. */
const MOST_SETS = 20;

type AnyTable = Pick<Table<never>, "id" | "columns" | "usual">;

/** The lists whose columns people choose. */
const TABLES = new Map<string, AnyTable>(
  [...Object.values(TASK_TABLES), CASES_TABLE, RECORDS_TABLE].map((table) => [
    table.id,
    table as unknown as AnyTable,
  ]),
);

const OfList = Type.Object({ list: Type.String({ maxLength: 40 }) });
const OfSet = Type.Object({ list: Type.String({ maxLength: 40 }), id: Type.String({ maxLength: 40 }) });

/** What a list can show, and the sets of columns that each person keeps of it (列方案). */
export function registerColumnSetRoutes(app: App, platform: Platform): void {
  const { store, now } = platform;
  const response = { 200: ColumnsAnswer };

  app.get("/api/lists/:list/columns", { schema: { params: OfList, response } }, async (request, reply) => {
    const reader = readerOf(platform, request);
    if (!reader.ok) return send(reply, reader);
    return send(reply, await columnsAnswer(reader.value, request.params.list));
  });

  app.post(
    "/api/lists/:list/column-sets",
    { schema: { params: OfList, body: NewColumnSetRequest, response } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return send(reply, reader);
      const { list } = request.params;
      const wanted = readSet(list, request.body);
      if (!wanted.ok) return send(reply, wanted);
      const { name, columns, usual } = request.body;
      const set = { id: randomUUID(), list, name: nameOf(name), columns, usual };
      const added = await addColumnSet(store, reader.value.context, set, { most: MOST_SETS, at: now() });
      if (added === "taken") return send(reply, err(problem("COLUMN_SET_NAME_TAKEN", { name: set.name })));
      if (added === "many") return send(reply, err(problem("COLUMN_SETS_TOO_MANY", { most: MOST_SETS })));
      return send(reply, await columnsAnswer(reader.value, list));
    },
  );

  app.patch(
    "/api/lists/:list/column-sets/:id",
    { schema: { params: OfSet, body: ChangeColumnSetRequest, response } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return send(reply, reader);
      const { list } = request.params;
      const wanted = readSet(list, request.body);
      if (!wanted.ok) return send(reply, wanted);
      const { name, ...rest } = request.body;
      const change = { ...rest, ...(name === undefined ? {} : { name: nameOf(name) }), at: now() };
      const changed = await changeColumnSet(store, reader.value.context, request.params, change);
      if (changed === "taken")
        return send(reply, err(problem("COLUMN_SET_NAME_TAKEN", { name: change.name ?? "" })));
      if (changed === "unknown") return send(reply, err(problem("COLUMN_SET_UNKNOWN")));
      return send(reply, await columnsAnswer(reader.value, list));
    },
  );

  app.delete(
    "/api/lists/:list/column-sets/:id",
    { schema: { params: OfSet, response } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return send(reply, reader);
      const removed = await removeColumnSet(store, reader.value.context, request.params);
      if (!removed) return send(reply, err(problem("COLUMN_SET_UNKNOWN")));
      return send(reply, await columnsAnswer(reader.value, request.params.list));
    },
  );
}

const nameOf = (name: string): string => name.normalize("NFKC").trim();

const leadOf = ({ columns: [lead] }: AnyTable): string => lead?.id ?? "";

/**
 * Checks what a set says. Errors: LIST_UNKNOWN, COLUMN_SET_NAMELESS, COLUMN_SET_EMPTY, COLUMN_UNKNOWN, COLUMN_TWICE,
 * COLUMN_SET_LEADLESS.
 */
function readSet(
  list: string,
  { name, columns }: Static<typeof ChangeColumnSetRequest>,
): Result<AnyTable, Problem> {
  const table = TABLES.get(list);
  if (table === undefined) return err(problem("LIST_UNKNOWN", { list }));
  if (name !== undefined && nameOf(name) === "") return err(problem("COLUMN_SET_NAMELESS"));
  if (columns === undefined) return ok(table);
  if (columns.length === 0) return err(problem("COLUMN_SET_EMPTY"));
  const chosen = chooseColumns(table as Table<never>, columns);
  if (!chosen.ok) return chosen;
  const [lead] = table.columns;
  if (lead !== undefined && !columns.includes(lead.id))
    return err(problem("COLUMN_SET_LEADLESS", { column: lead.name.zh, columnEn: lead.name.en }));
  return ok(table);
}

/** Errors: LIST_UNKNOWN. */
async function columnsAnswer(
  { platform, context }: Reader,
  list: string,
): Promise<Result<ColumnsAnswer, Problem>> {
  const table = TABLES.get(list);
  if (table === undefined) return err(problem("LIST_UNKNOWN", { list }));
  const known = new Set(table.columns.map(({ id }) => id));
  const sets = await listColumnSets(platform.store, context, list);
  return ok({
    columns: table.columns.map(({ id, name }) => ({ id, name })),
    lead: leadOf(table),
    usual: [...table.usual],
    // A column that the product no longer has is left out of what was kept before.
    sets: sets.map(({ id, name, columns, usual }) => ({
      id,
      name,
      columns: columns.filter((column) => known.has(column)),
      usual,
    })),
    most: MOST_SETS,
  });
}
