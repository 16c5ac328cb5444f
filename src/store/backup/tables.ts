import type { Sql } from "../database/database.ts";

/** Kept by the store itself: written by the migrations, or made of other rows as these are written (`open_point`). */
const OWN = ["migration", "ledger_epoch", "open_point"];

/** Every table of the store, so ordered that what a foreign key names comes before what names it. */
export async function tablesInOrder(sql: Sql): Promise<readonly string[]> {
  const tables = await sql.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and not c.relname::text = any ($1) order by 1`,
    [OWN],
  );
  const links = await sql.query<{ from: string; to: string }>(
    `select f.relname::text as "from", t.relname::text as "to" from pg_constraint k
       join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and f.oid <> t.oid`,
  );
  return inOrder(
    tables.map(({ name }) => name),
    links,
  );
}

function inOrder(
  names: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[],
): readonly string[] {
  const placed: string[] = [];
  let waiting = [...names];
  while (waiting.length > 0) {
    const ready = waiting.filter((name) =>
      links.every(({ from, to }) => from !== name || placed.includes(to) || !names.includes(to)),
    );
    if (ready.length === 0) throw new Error(`tables name each other in a ring: ${waiting.join(", ")}`);
    placed.push(...ready);
    waiting = waiting.filter((name) => !ready.includes(name));
  }
  return placed;
}

/** The columns that number themselves; after a restore they go on behind the highest. */
export async function identityColumns(
  sql: Sql,
): Promise<readonly { readonly table: string; readonly column: string }[]> {
  return sql.query<{ table: string; column: string }>(
    `select c.relname::text as "table", a.attname::text as "column"
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and a.attidentity <> '' and c.relkind = 'r' order by 1`,
  );
}

/** The columns of a table that are written; the others follow from them. */
export async function writtenColumns(sql: Sql, table: string): Promise<readonly string[]> {
  const columns = await sql.query<{ name: string }>(
    `select attname::text as name from pg_attribute
      where attrelid = ('public."' || $1 || '"')::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum`,
    [table],
  );
  return columns.map(({ name }) => name);
}
