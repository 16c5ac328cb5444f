import { performance } from "node:perf_hooks";

/** How much was done in how many seconds, and how long each thing took in milliseconds. */
type Ran = { readonly done: number; readonly seconds: number; readonly waits: readonly number[] };

/** Lets `clients` work at the same time, each one thing after the other, until the time is over. */
export function untilOver(
  clients: number,
  seconds: number,
  once: (client: number) => Promise<number>,
): Promise<Ran> {
  const over = performance.now() + seconds * 1000;
  return whileTrue(clients, () => performance.now() < over, once);
}

/** The same as long as something holds. */
export async function whileTrue(
  clients: number,
  holds: () => boolean,
  once: (client: number) => Promise<number>,
): Promise<Ran> {
  const began = performance.now();
  const waited: number[] = [];
  let done = 0;
  const work = async (client: number): Promise<void> => {
    while (holds()) {
      const start = performance.now();
      const more = await once(client);
      done += more;
      waited.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return { done, seconds: (performance.now() - began) / 1000, waits: waited };
}
