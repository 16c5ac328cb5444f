/** More statements than this are not kept prepared: each takes memory in every connection. */
const MOST_NAMES = 800;

/** The names of texts that were asked again, and the texts that were asked once. */
const names = new Map<string, string>();
const seenOnce = new Set<string>();

/** Values whose statement is planned for them. */
const planned = new WeakSet<readonly unknown[]>();

/**
 * Has the statement that these values are put into planned for them at each use: how a list is narrowed and what is sought
 * in it decide the way to it, and a plan made for any value would read a million cases to find one.
 */
export function planFor(values: readonly unknown[]): void {
  planned.add(values);
}

/**
 * The name by which a connection keeps a statement prepared, so that the server reads and plans it once a connection
 * and not at each use: row level security makes planning cost as much as answering. A text asked for the first time
 * has none yet, for what is asked once a start is not worth keeping; nor has one that is planned for its values.
 */
export function nameOf(text: string, values: readonly unknown[]): string | undefined {
  if (planned.has(values)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  if (!seenOnce.has(text)) {
    if (seenOnce.size < MOST_NAMES * 10) seenOnce.add(text);
    return undefined;
  }
  if (names.size >= MOST_NAMES) return undefined;
  const name = `y${names.size}`;
  names.set(text, name);
  seenOnce.delete(text);
  return name;
}
