import type { Client } from "pg";
import { asAway } from "./away.ts";
import type { HeldLock } from "./database.ts";

const AGAIN_MS = 1000;

/** How a connection is made, and what is said on it first. */
export type Connecting = { readonly connect: () => Client; readonly first: string };

/**
 * Holds an advisory lock in a connection of its own: the database gives it up when the connection ends, however it
 * does. One that breaks is followed by another, tried every second. Throws DatabaseAway where there is none at first.
 */
export async function holdLock(
  { connect, first }: Connecting,
  space: number,
  number: number,
): Promise<HeldLock> {
  const life = { released: false, current: connect() };
  const take = async (client: Client): Promise<void> => {
    life.current = client;
    client.once("end", () => {
      if (!life.released) again();
    });
    // What broke ends the connection too.
    client.on("error", () => undefined);
    await client.connect();
    await client.query(first);
    await client.query("select pg_advisory_lock($1::integer, $2::integer)", [space, number]);
  };
  const again = (): void => {
    setTimeout(() => {
      if (!life.released) take(connect()).catch(() => undefined);
    }, AGAIN_MS).unref();
  };
  await take(life.current).catch((fault: unknown) => {
    life.released = true;
    return Promise.reject(asAway(fault));
  });
  return {
    release: async () => {
      life.released = true;
      await life.current.end().catch(() => undefined);
    },
  };
}
