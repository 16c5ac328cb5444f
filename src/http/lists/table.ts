import { err, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";

export type Language = keyof Bilingual;

/** What stands in one cell of an exported row. */
export type Cell = string | number | null;

/** What a column of a page becomes in a table: one heading or several, each with its cell. */
export type Column<Line> = {
  readonly id: string;
  readonly name: Bilingual;
  readonly cells: readonly {
    readonly name: Bilingual;
    readonly of: (line: Line, language: Language) => Cell;
  }[];
};

/** A list as people see it: its name, what it can show, and what it shows unless they choose otherwise. */
export type Table<Line> = {
  readonly id: string;
  readonly name: Bilingual;
  readonly columns: readonly Column<Line>[];
  readonly usual: readonly string[];
};

/** A column of one cell under its own name. */
export function column<Line>(
  id: string,
  zh: string,
  en: string,
  of: (line: Line, language: Language) => Cell,
): Column<Line> {
  const name = { zh, en };
  return { id, name, cells: [{ name, of }] };
}

/**
 * The columns that are asked for, in that order; the usual ones where none are named.
 * Errors: COLUMN_UNKNOWN, COLUMN_TWICE.
 */
export function chooseColumns<Line>(
  table: Table<Line>,
  asked: readonly string[],
): Result<readonly Column<Line>[], Problem> {
  const ids = asked.length === 0 ? table.usual : asked;
  const chosen: Column<Line>[] = [];
  for (const id of ids) {
    const found = table.columns.find((each) => each.id === id);
    if (found === undefined) return err(problem("COLUMN_UNKNOWN", { column: id }));
    if (chosen.includes(found))
      return err(problem("COLUMN_TWICE", { column: found.name.zh, columnEn: found.name.en }));
    chosen.push(found);
  }
  return ok(chosen);
}
