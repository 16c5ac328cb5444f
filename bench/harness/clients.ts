import { performance } from "node:perf_hooks";

/**
 * Lets `clients` work at the same time, each one thing after the other, until the time is over.
 * Answers how much was done in how many seconds, and how long each thing took in milliseconds.
 */
export async function untilOver(
  clients: number,
  seconds: number,
  once: (client: number) => Promise<number>,
): Promise<{ readonly done: number; readonly seconds: number; readonly waits: readonly number[] }> {
  const began = performance.now();
  const over = began + seconds * 1000;
  const waited: number[] = [];
  let done = 0;
  const work = async (client: number): Promise<void> => {
    while (performance.now() < over) {
      const start = performance.now();
      const more = await once(client);
      done += more;
      waited.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return { done, seconds: (performance.now() - began) / 1000, waits: waited };
}
