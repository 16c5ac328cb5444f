/**
 * Works through items side by side, so many at a time, each as soon as a lane is free. A lane ends with the first
 * fault in it; the others go on, and the fault is thrown when all have ended, so that nothing is left under way.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  const fault = ended.find((each) => each.status === "rejected");
  if (fault !== undefined) throw fault.reason;
}
