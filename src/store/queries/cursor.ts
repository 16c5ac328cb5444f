import { parseInstant } from "#kernel";

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

/**
 * The sort keys of the last row of the page before; undefined at the beginning or for an unreadable cursor:
 * it comes from outside, and may be anything. `moment` where the list is sorted by time first.
 */
export function keysOf(
  options: PageOptions,
  count: number,
  first: "moment" | "text" = "text",
): readonly string[] | undefined {
  if (options.cursor === undefined || options.cursor === null) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(options.cursor, "base64url").toString("utf8"));
    if (!Array.isArray(keys) || keys.length !== count || !keys.every(isText)) return undefined;
    return first === "text" || isMoment(keys[0]) ? keys : undefined;
  } catch {
    return undefined;
  }
}

function isText(key: unknown): key is string {
  return typeof key === "string" && !key.includes("\u0000");
}

/** As our own pages write it: four digits of year, and none before the first, which PostgreSQL cannot read. */
function isMoment(text: string | undefined): boolean {
  if (text === undefined || text === "infinity") return text !== undefined;
  const moment = parseInstant(text);
  return moment.ok && moment.value === text && text.length === 24 && text > "0001";
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
