import { expectOk, instantFromMillis } from "#kernel";
import { anchorWhole, foldFigures, ledgerSignerOf, openStore, type Store } from "#store";
import { parseIndicator } from "#indicators";
import { DISTRICT } from "../cases/case-driver.ts";
import { demonstration } from "../governance/settled-district.ts";
import {
  createDatabase,
  databaseNamed,
  isThere,
  renameDatabase,
  type BenchDatabase,
} from "../harness/database.ts";
import type { Effort } from "../harness/row.ts";
import { writeCases } from "./write-cases.ts";

/**
 * Names a database of the server that the million is copied from: written where there is none, and left standing for
 * the next run. Without it each run writes its own.
 */
const KEPT = process.env["YIWANG_BENCH_MILLION"];

const DAYS = 1095;
const DAY_MS = 86_400_000;
/** A year all of whose days have cases. */
export const KEPT_YEAR = new Date(Date.now() - DAYS * DAY_MS).getUTCFullYear() + 1;

let kept: Promise<BenchDatabase> | undefined;

/**
 * A store with nine hundred thousand closed and a hundred thousand open cases, folded and anchored: a copy of one that is written
 * at the first asking of a run. `close` drops the copy; `dropKeptMillion` drops what it was copied from.
 */
export async function copyOfMillion(
  purpose: string,
  { quick }: Effort,
): Promise<Store & { readonly url: string }> {
  kept ??= quick || KEPT === undefined ? write(quick) : keep(KEPT);
  const from = await kept;
  const copy = await createDatabase(purpose, from.name);
  const store = expectOk(await openStore({ kind: "server", url: copy.url, poolSize: 4 }));
  return {
    ...store,
    url: copy.url,
    close: async () => {
      await store.close();
      await copy.drop();
    },
  };
}

/** To be called at a run's end. */
export async function dropKeptMillion(): Promise<void> {
  await (await kept)?.drop();
  kept = undefined;
}

/** The database of that name, which nobody drops. */
async function keep(name: string): Promise<BenchDatabase> {
  const database = databaseNamed(name);
  if (!(await isThere(name))) {
    const written = await write(false);
    await renameDatabase(written, name);
  }
  return { ...database, drop: async () => undefined };
}

async function write(quick: boolean): Promise<BenchDatabase> {
  const database = await createDatabase("kept");
  const store = expectOk(await openStore({ kind: "server", url: database.url, poolSize: 2 }));
  const size = quick ? { closed: 1_800, open: 200 } : { closed: 900_000, open: 100_000 };
  // The open ones are of yesterday and the days before: overdue since years, a server would first tell of each.
  const from = new Date(Date.now() - DAYS * DAY_MS);
  from.setUTCHours(1, 0, 0, 0);
  await writeCases(database.url, { ...size, from: from.toISOString(), days: DAYS, openDays: 2 });
  const pack = await demonstration();
  const indicators = [...pack.indicators.values()].map(({ definition }) =>
    expectOk(parseIndicator(definition)),
  );
  while (await foldFigures(store, DISTRICT, indicators));
  await anchorWhole(store, DISTRICT, instantFromMillis(Date.now()), await ledgerSignerOf(store, DISTRICT));
  await store.close();
  return database;
}
