import { bringDistrict } from "#app";
import type { DistrictPack } from "#district";
import { expectOk, instantFromMillis } from "#kernel";
import { openStore, type StoreOptions } from "#store";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import type { Database } from "./test-platform.ts";

/** What a platform can begin from: a dump for PGlite, the name of a database for PostgreSQL. */
type Brought = { readonly from: Blob } | { readonly template: string };

const BROUGHT = new Map<string, Promise<Brought>>();

/**
 * A store to which a district was brought at a moment, once a process: a test's own begins as its copy, as a server
 * begins again where it was stopped before. Databases of PostgreSQL go with the run's template
 * (test/template-database.ts).
 */
export async function broughtDistrict(
  database: Database,
  pack: DistrictPack,
  at: string | undefined,
): Promise<Brought> {
  const key = `${database} ${at ?? "now"}`;
  const standing = BROUGHT.get(key);
  if (standing !== undefined) return standing;
  const bringing = bring(database, pack, at === undefined ? Date.now() : Date.parse(at));
  BROUGHT.set(key, bringing);
  return bringing;
}

async function bring(database: Database, pack: DistrictPack, millis: number): Promise<Brought> {
  const fresh = database === "PGlite" ? undefined : await freshServerDatabase({ kept: true });
  const options: StoreOptions =
    fresh === undefined ? { kind: "memory" } : { kind: "server", url: fresh.url, poolSize: 2 };
  const store = expectOk(await openStore(options));
  expectOk(await bringDistrict(store, pack, { now: () => instantFromMillis(millis), demo: true }));
  const dump = await store.database.dump?.();
  await store.close();
  if (dump !== undefined) return { from: dump };
  return { template: new URL(fresh?.url ?? "").pathname.slice(1) };
}
