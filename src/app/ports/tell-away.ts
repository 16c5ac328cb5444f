/** So long the same words about the database are not said again: thirty chores find the same thing. */
const QUIET_MS = 60_000;

/** Tells that the database is away, once a minute in the same words, whoever notices it. */
export function tellAway(tell: (words: string) => void, now: () => number): (words: string) => void {
  const told = new Map<string, number>();
  return (words) => {
    const last = told.get(words);
    if (last !== undefined && now() - last < QUIET_MS) return;
    told.set(words, now());
    tell(words);
  };
}
