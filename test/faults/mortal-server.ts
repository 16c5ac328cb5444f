import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { expectOk } from "#kernel";
import { openStore, type Store } from "#store";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import { startChildServer, type ChildServerOptions } from "../harness/child-server.ts";
import { freePort } from "../harness/test-platform.ts";

/** A server that is killed and begun again over one store, which is looked at once it has stopped. */
export type MortalServer = {
  readonly url: string;
  /** Where it keeps files. */
  readonly files: string;
  /** Ends it as `kill -9` does; what is answered begins it again. */
  readonly kill: () => Promise<() => Promise<void>>;
  /** Stops it well and opens what it has kept. */
  readonly stopAndOpen: () => Promise<Store>;
};

/** Starts one on a database of its own; whatever is to be undone afterwards is added to `undo`, the last of it first. */
export async function startMortalServer(
  database: string,
  undo: (() => Promise<unknown>)[],
  more: Pick<ChildServerOptions, "district" | "environment"> = {},
): Promise<MortalServer> {
  const data = await mkdtemp(join(tmpdir(), "yiwang-kill-"));
  undo.push(() => rm(data, { recursive: true, force: true }));
  const fresh = database === "PostgreSQL" ? await freshServerDatabase() : undefined;
  if (fresh !== undefined) undo.push(fresh.drop);
  const databaseUrl = fresh === undefined ? {} : { databaseUrl: fresh.url };
  const place = { port: await freePort(), data, ...databaseUrl, ...more };
  const files = join(data, "files");
  let server = await startChildServer(place);
  undo.push(() => server.kill());
  return {
    url: server.url,
    files,
    kill: async () => {
      await server.kill();
      return async () => {
        server = await startChildServer(place);
      };
    },
    stopAndOpen: async () => {
      expect(await server.stop()).toBe(0);
      const store = expectOk(
        await openStore(
          fresh === undefined
            ? { kind: "embedded", folder: data }
            : { kind: "server", url: fresh.url, files },
        ),
      );
      undo.push(() => store.close());
      return store;
    },
  };
}
