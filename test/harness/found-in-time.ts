const LOOK_AGAIN_MS = 100;
const IN_TIME_MS = 40_000;

/** Looks again and again until something is there; fails after 40 s. For what comes about without a person. */
export async function foundInTime<Found>(
  look: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
  const end = performance.now() + IN_TIME_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
