import { startChildServer, type ChildServer, type ChildServerOptions } from "../../harness/child-server.ts";
import type { Gate } from "../restless-people.ts";
import { gate } from "../restless-people.ts";

/** What has become of one of the servers. */
export type ServerCounts = { kills: number; starts: number; refusedStarts: number };

/** Two server processes on one database, each started again at once when it ends, as a supervisor would. */
export type Servers = {
  readonly urls: readonly string[];
  /** The numbers of those that can be asked now. */
  readonly up: () => readonly number[];
  /** Open while at least one can be asked. */
  readonly gate: Gate;
  readonly counts: readonly ServerCounts[];
  /** Ends that nobody caused, and starts that failed for another reason than a database that is away. */
  readonly faults: readonly string[];
  /** `kill -9`; nothing happens to a server that is still starting. Answers whether one was killed. */
  readonly kill: (number: number) => Promise<boolean>;
  /** What all of them have said. */
  readonly said: () => string;
  /** Ends them in good order; their exit codes. */
  readonly stop: () => Promise<readonly (number | null)[]>;
  /** Ends them as they are, for good. */
  readonly end: () => Promise<void>;
};

const AGAIN_MS = 200;

type Place = Omit<ChildServerOptions, "port">;
type Slot = { server: ChildServer | undefined; killed: boolean; readonly place: ChildServerOptions };

export async function startServers(place: Place, ports: readonly number[]): Promise<Servers> {
  const line = gate();
  line.shut();
  const life = { goingOn: true };
  const faults: string[] = [];
  const past: string[] = [];
  const slots = ports.map((port): Slot => ({ server: undefined, killed: false, place: { ...place, port } }));
  const counts = ports.map((): ServerCounts => ({ kills: 0, starts: 0, refusedStarts: 0 }));
  const up = (): readonly number[] =>
    slots.flatMap(({ server }, number) => (server === undefined ? [] : [number]));

  const keepUp = async (slot: Slot, count: ServerCounts, number: number): Promise<void> => {
    while (life.goingOn) {
      const server = await startChildServer(slot.place).catch((fault: unknown) => {
        count.refusedStarts += 1;
        const words = fault instanceof Error ? fault.message : String(fault);
        if (!words.includes("STORE_UNREACHABLE")) faults.push(`server ${number} did not start: ${words}`);
      });
      if (server === undefined) {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        continue;
      }
      if (!life.goingOn) return server.kill();
      count.starts += 1;
      [slot.server, slot.killed] = [server, false];
      line.up();
      await server.gone;
      slot.server = undefined;
      if (up().length === 0) line.shut();
      past.push(server.said());
      if (!slot.killed && life.goingOn) faults.push(`server ${number} ended by itself: ${server.said()}`);
    }
  };
  const keeping = slots.map((slot, number) => keepUp(slot, counts[number] as ServerCounts, number));
  await line.open();
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    up,
    gate: line,
    counts,
    faults,
    kill: async (number) => {
      const slot = slots[number];
      if (slot?.server === undefined) return false;
      slot.killed = true;
      (counts[number] as ServerCounts).kills += 1;
      await slot.server.kill();
      return true;
    },
    said: () => [...past, ...slots.map(({ server }) => server?.said() ?? "")].join(""),
    end: async () => {
      life.goingOn = false;
      await Promise.all(slots.map(({ server }) => server?.kill()));
      await Promise.all(keeping);
    },
    stop: async () => {
      while (slots.some(({ server }) => server === undefined) && life.goingOn)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      life.goingOn = false;
      const codes = await Promise.all(slots.map(({ server }) => server?.stop() ?? null));
      await Promise.all(keeping);
      return codes;
    },
  };
}
