import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditReport } from "#store";
import { startChildServer } from "../../harness/child-server.ts";
import { startOwnPostgres } from "../../harness/own-postgres.ts";
import { freePort } from "../../harness/test-platform.ts";
import { chanceOf } from "../chance.ts";
import type { Told } from "../restless-people.ts";
import { gather } from "./crowd.ts";
import { stormDistrict } from "./district.ts";
import { examine } from "./examine.ts";
import { startServers, type ServerCounts } from "./servers.ts";
import { startSink } from "./sink.ts";
import type { Verdict } from "./verdict.ts";
import { watchDatabase } from "./watch.ts";
import { storm, type Weather } from "./weather.ts";

export type StormOptions = {
  readonly cases: number;
  readonly seed: number;
  /** After so many seconds nothing new is begun. */
  readonly seconds: number;
  /** Seconds from one blow to the next, between the two. */
  readonly every: readonly [number, number];
  readonly tell: (line: string) => void;
  /** Breaks it off; everything that it started is ended. */
  readonly signal?: AbortSignal;
};

/** What a storm did, and what it may have cost. */
export type StormReport = {
  /** How many cases it was to be; fewer came of it where its seconds ran out. */
  readonly asked: number;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly weather: Weather;
  readonly servers: readonly ServerCounts[];
  readonly told: Pick<Told, "answered" | "unanswered" | "away">;
  readonly licences: { readonly granted: number; readonly refused: number };
  readonly connectors: { readonly died: number; readonly failed: number; readonly messages: number };
  readonly audit: Omit<AuditReport, "faults">;
  /** Everything else that is not as it was promised. */
  readonly faults: readonly string[];
  readonly seconds: { readonly storm: number; readonly settling: number; readonly whole: number };
  readonly postgres: string;
  readonly load: { readonly before: number; readonly after: number };
};

/** The storm ends when so few are left open that little would meet it. */
const NEARLY_DONE = 40;
const SETTLE_MS = 600_000;

/** Runs a storm from an empty cluster to its verdict, and leaves nothing behind. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const undo: (() => Promise<unknown>)[] = [];
  const broken = Promise.withResolvers<never>();
  options.signal?.addEventListener("abort", () => broken.reject(new Error("broken off")));
  try {
    return await Promise.race([storming(options, (each) => undo.push(each)), broken.promise]);
  } finally {
    for (const each of undo.splice(0).toReversed()) await each();
  }
}

async function storming(
  { cases, seed, seconds, every, tell }: StormOptions,
  later: (undo: () => Promise<unknown>) => void,
): Promise<StormReport> {
  const began = performance.now();
  const before = loadavg()[0] ?? 0;
  const since = (moment: number): number => Math.round((performance.now() - moment) / 100) / 10;
  const postgres = await startOwnPostgres();
  later(postgres.remove);
  const data = await mkdtemp(join(tmpdir(), "yiwang-storm-"));
  later(() => rm(data, { recursive: true, force: true }));
  const district = await stormDistrict();
  later(() => rm(district, { recursive: true, force: true }));
  const sink = await startSink(join(data, "sink.jsonl"));
  later(sink.stop);
  // The first start makes the database and leaves its compiled code to the many that follow.
  const environment = { NODE_COMPILE_CACHE: join(data, "compiled") };
  const place = { data, district, databaseUrl: postgres.url, environment };
  await (await startChildServer({ ...place, port: await freePort() })).stop();
  const servers = await startServers(place, [await freePort(), await freePort()]);
  later(servers.end);
  const crowd = await gather(servers, sink, chanceOf(seed));
  const watch = watchDatabase(postgres.url, crowd.book, tell);
  later(watch.stop);
  tell(`ready after ${since(began)} s: PostgreSQL ${postgres.version}, two servers, seed ${seed}`);

  const stormBegan = performance.now();
  const life = { storming: true };
  const blowing = storm({
    servers,
    postgres,
    chance: chanceOf(seed + 1),
    every: [every[0] * 1000, every[1] * 1000],
    goOn: () => life.storming,
  });
  blowing.catch(() => undefined); // Told when it is waited for.
  const living = crowd.live(watch, cases, () => since(stormBegan) > seconds);
  await living.entered;
  await watch.until(() => watch.open() <= NEARLY_DONE, SETTLE_MS);
  life.storming = false;
  const weather = await blowing;
  const stormSeconds = since(stormBegan);
  tell(`calm after ${stormSeconds} s; what is left settles`);
  const settleBegan = performance.now();
  await watch.until(() => watch.open() === 0 && watch.isQuiet(), SETTLE_MS);
  await living.dismiss();
  const settling = since(settleBegan);
  await watch.stop();
  const codes = await servers.stop();
  tell(`settled after ${settling} s; holding everything against what was promised`);

  const { told, book } = crowd;
  const found = await examine({ url: postgres.url, data, district, sink, crowd });
  return {
    asked: cases,
    seed,
    verdict: found.verdict,
    weather,
    servers: servers.counts,
    told: { answered: told.answered, unanswered: told.unanswered, away: told.away },
    licences: { granted: told.granted.length, refused: told.refused.length },
    connectors: { died: book.died, failed: book.failed, messages: book.messages.length },
    audit: found.audit,
    faults: [
      ...servers.faults,
      ...(codes.every((code) => code === 0) ? [] : [`the servers ended with ${codes.join(", ")}`]),
      ...wrongWords(servers.said()),
      ...weather.faults,
      ...found.faults,
    ],
    seconds: { storm: stormSeconds, settling, whole: since(began) },
    postgres: postgres.version,
    load: { before, after: loadavg()[0] ?? 0 },
  };
}

/** Lines of the servers' logs that no kill and no restart excuses; the first few of each kind. */
function wrongWords(said: string): readonly string[] {
  const lines = said.split("\n").filter((line) => /unexpected fault|chore failed|deadlock/.test(line));
  return lines.length === 0
    ? []
    : [
        `${lines.length} lines of the log tell of faults`,
        ...lines.slice(0, 5).map((line) => line.slice(0, 800)),
      ];
}
