/** More statements than this are not kept prepared: each takes memory in every connection. */
const MOST_NAMES = 800;

/** How often each text was asked that has no name yet, and the names of those that have. */
const names = new Map<string, string>();
const seenOnce = new Set<string>();

/**
 * The name by which a connection keeps a statement prepared, so that the server reads and plans it once a connection
 * and not at each use: row level security makes planning cost as much as answering. A text asked for the first time
 * has none yet, for what is asked once a start is not worth keeping.
 */
export function nameOf(text: string): string | undefined {
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
