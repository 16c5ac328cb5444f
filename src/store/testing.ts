import { describe } from "vitest";
import { expectOk } from "#kernel";
import { freshServerDatabase } from "./fresh-database.ts";
import { WHOLE_STORE, withContext } from "./ledger/context.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";

/** Opens a fresh, empty store; `dispose` closes it and removes what it was kept in. */
export type OpenFresh = () => Promise<TestStore>;
export type TestStore = { readonly store: Store; readonly url: string | null; dispose(): Promise<void> };

/**
 * Describes the same behaviour on every database: PGlite always, PostgreSQL where
 * YIWANG_TEST_DATABASE_URL names a server on which databases may be created.
 */
export function eachDatabase(title: string, define: (open: OpenFresh) => void): void {
  describe(`${title} (PGlite)`, () => define(openMemory));
  onPostgres(title, define);
}

/** Describes what only a PostgreSQL server has, such as several sessions; without one there is nothing to try. */
export function onPostgres(title: string, define: (open: OpenFresh) => void): void {
  const url = process.env["YIWANG_TEST_DATABASE_URL"];
  if (url !== undefined && url !== "") describe(`${title} (PostgreSQL)`, () => define(openServer));
}

async function openMemory(): Promise<TestStore> {
  const store = expectOk(await openStore({ kind: "memory" }));
  return { store, url: null, dispose: () => store.close() };
}

async function openServer(): Promise<TestStore> {
  const { url, drop } = await freshServerDatabase();
  const store = expectOk(await openStore({ kind: "server", url, poolSize: 4 }));
  return {
    store,
    url,
    dispose: async () => {
      await store.close();
      await drop();
    },
  };
}

/**
 * Waits until everything written is below the ledger's safe point. Transaction numbers are the whole
 * server's, so a transaction in any other database of it holds the safe point back for a while.
 */
export async function settled(store: Store): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const open = await withContext(store.database, WHOLE_STORE, (sql) =>
      sql.last("select 1 as one from entry where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1"),
    );
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the ledger did not settle in thirty seconds");
}
