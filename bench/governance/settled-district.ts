import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readPack } from "#app";
import type { DistrictPack } from "#district";
import { expectOk } from "#kernel";
import type { Store } from "#store";
import { startChildServer } from "../../test/harness/child-server.ts";
import { freePort } from "../../test/harness/test-platform.ts";
import { onServer } from "../harness/database.ts";
import type { Place } from "./lifecycle.ts";
import { bringPeople } from "./people.ts";
import { photosFrom } from "./photos.ts";
import { spotsOf } from "./spots.ts";

/** `yiwang serve` as a process of its own over a store, with a district's people at it. */
export type SettledDistrict = Place & {
  /** Seconds until nothing is due any more of what people's acts brought forth: documents, notices, judged photos. */
  readonly quiet: () => Promise<number>;
  readonly close: () => Promise<void>;
};

const LOOK_MS = 100;
/** A server that does not come to rest by then is told as one that did not. */
const MOST_WAIT_S = 120;

async function untilQuiet(url: string): Promise<number> {
  const began = performance.now();
  const waited = (): number => (performance.now() - began) / 1000;
  for (;;) {
    const due = await onServer(url, "select from outbox where status = 'ready' and next_at <= now() limit 1");
    if (due.length === 0 || waited() > MOST_WAIT_S) return waited();
    await pause(LOOK_MS);
  }
}

let read: Promise<DistrictPack> | undefined;

/** The demonstration district, read once. */
export const demonstration = (): Promise<DistrictPack> =>
  (read ??= readPack(fileURLToPath(new URL("../../districts/qianshan", import.meta.url))).then(expectOk));

/** Starts a server over a store, which is closed with it. `number` tells districts of one run apart. */
export async function settleDistrict(
  store: Store & { readonly url: string },
  number: number,
): Promise<SettledDistrict> {
  const pack = await demonstration();
  const data = await mkdtemp(join(tmpdir(), "yiwang-bench-"));
  const server = await startChildServer({ port: await freePort(), data, databaseUrl: store.url });
  return {
    url: server.url,
    people: await bringPeople(server.url, store, pack),
    photos: photosFrom(number * 1_000_000),
    spots: spotsOf(pack),
    quiet: () => untilQuiet(store.url),
    close: async () => {
      await server.stop();
      await store.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
