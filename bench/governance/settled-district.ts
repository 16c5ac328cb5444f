import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPack } from "#app";
import type { DistrictPack } from "#district";
import { expectOk } from "#kernel";
import type { Store } from "#store";
import { startChildServer } from "../../test/harness/child-server.ts";
import { freePort } from "../../test/harness/test-platform.ts";
import type { Place } from "./lifecycle.ts";
import { bringPeople } from "./people.ts";
import { photosFrom } from "./photos.ts";
import { spotsOf } from "./spots.ts";

/** `yiwang serve` as a process of its own over a store, with a district's people at it. */
export type SettledDistrict = Place & { readonly close: () => Promise<void> };

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
    close: async () => {
      await server.stop();
      await store.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
