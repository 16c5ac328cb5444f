/** One page of a list; `next` is the cursor of the page that follows, null at the end. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

/** Where a page begins and how long it is. */
export type PageOptions = { readonly cursor?: string | null; readonly limit?: number };

const MOST = 200;
const USUAL = 50;

/** A page's length within bounds. */
export function limitOf(options: PageOptions): number {
  return Math.min(Math.max(Math.trunc(options.limit ?? USUAL), 1), MOST);
}

/** The sort keys of the last row of the page before; undefined at the beginning or for an unreadable cursor. */
export function keysOf(options: PageOptions, count: number): readonly string[] | undefined {
  if (options.cursor === undefined || options.cursor === null) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(options.cursor, "base64url").toString("utf8"));
    const fits = Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === "string");
    return fits ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts rows asked with one more than the limit into a page. No count is taken: it would read the whole list. */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  keys: (last: Item) => readonly string[],
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next: more ? Buffer.from(JSON.stringify(keys(last))).toString("base64url") : null };
}
