import type { Ending, OwnPostgres } from "../../harness/own-postgres.ts";
import type { Servers } from "./servers.ts";

/** What the storm has done, and what the servers said of themselves meanwhile. */
export type Weather = {
  readonly kills: number[];
  readonly restarts: Record<Ending, number>;
  /** Answers of /readyz while PostgreSQL was away (must be 503), and servers that were ready again afterwards. */
  readonly readiness: { red: number; green: number };
  readonly faults: string[];
};

export type Storming = {
  readonly servers: Servers;
  readonly postgres: OwnPostgres;
  readonly chance: () => number;
  /** Milliseconds from one blow to the next, between the two. */
  readonly every: readonly [number, number];
  readonly goOn: () => boolean;
};

const AWAY_MS = 1_500;
const READY_MS = 30_000;
/** Of a hundred blows: so many to each server, the rest to PostgreSQL, two of three of them as a power cut. */
const SERVERS_SHARE = 0.3;
/** So seldom is the last one killed while the other starts: on a slow machine there would be none else. */
const LAST_SHARE = 0.15;

/** The server that a blow meets; undefined is PostgreSQL. */
const whose = (choice: number): number | undefined =>
  choice < SERVERS_SHARE ? 0 : choice < 2 * SERVERS_SHARE ? 1 : undefined;

/** Kills the servers and restarts PostgreSQL at moments that follow from a seed, until it is told to end. */
export async function storm({ servers, postgres, chance, every, goOn }: Storming): Promise<Weather> {
  const weather: Weather = {
    kills: servers.urls.map(() => 0),
    restarts: { immediate: 0, fast: 0 },
    readiness: { red: 0, green: 0 },
    faults: [],
  };
  const [least, most] = every;
  let mending: Promise<void> | undefined;
  // However soon the work is done, a server has died amid it.
  let isFirst = true;
  while (goOn()) {
    await pause(least + chance() * (most - least), goOn);
    const [choice, both, ending, away] = [chance(), chance(), chance(), chance()];
    if (!goOn()) break;
    const number = isFirst ? Math.floor(choice * 2) : whose(choice);
    isFirst = false;
    if (number !== undefined) {
      const isLast = servers.up().length === 1;
      if (isLast && both > LAST_SHARE) continue;
      if (await servers.kill(number)) weather.kills[number] = (weather.kills[number] ?? 0) + 1;
      continue;
    }
    await mending;
    const how = ending < 2 / 3 ? "immediate" : "fast";
    await postgres.stop(how);
    weather.restarts[how] += 1;
    const asked = servers.up();
    const answers = await Promise.all(asked.map((each) => readinessOf(servers, each)));
    for (const [place, answer] of answers.entries())
      if (answer === 503) weather.readiness.red += 1;
      else weather.faults.push(`/readyz of server ${asked[place]} answered ${answer} without PostgreSQL`);
    await pause(away * AWAY_MS, goOn);
    await postgres.start();
    mending = seeMended(servers, asked, weather);
  }
  await mending;
  return weather;
}

/** Those that lived through a restart must be ready again; one that is killed meanwhile need not. */
async function seeMended(servers: Servers, asked: readonly number[], weather: Weather): Promise<void> {
  const seeOne = async (number: number): Promise<void> => {
    const kills = servers.counts[number]?.kills;
    const end = performance.now() + READY_MS;
    while (servers.counts[number]?.kills === kills) {
      if ((await readinessOf(servers, number)) === 200) {
        weather.readiness.green += 1;
        return;
      }
      if (performance.now() > end) {
        weather.faults.push(`server ${number} was not ready again after PostgreSQL was back`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await Promise.all(asked.map(seeOne));
}

async function readinessOf({ urls }: Servers, number: number): Promise<number> {
  return fetch(`${urls[number]}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
    ({ status }) => status,
    () => 0,
  );
}

async function pause(milliseconds: number, goOn: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds;
  while (goOn() && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, Math.min(100, end - performance.now())));
}
