/** What is named first, in that order; the rest after it as it stood. A part that could not be read stays unread. */
export function inOrder<Thing>(
  things: ReadonlyMap<string, Thing> | undefined,
  first: readonly string[],
): ReadonlyMap<string, Thing> | undefined {
  if (things === undefined) return undefined;
  const named = first.flatMap((id) => {
    const thing = things.get(id);
    return thing === undefined ? [] : [[id, thing] as const];
  });
  return new Map([...named, ...things]);
}
