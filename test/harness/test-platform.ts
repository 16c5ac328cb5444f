import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { readPack, startPlatform, type RunningPlatform } from "#app";
import type { DistrictPack } from "#district";
import { instantFromMillis, millisOf, type Instant } from "#kernel";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import type { StoreOptions } from "#store";
import { broughtDistrict } from "./brought-district.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Built by `npm test` before the tests run; a test that needs no page runs without it. */
const FACES = join(ROOT, "dist/web");

/** A whole platform on a free port with its own database and a clock that a test moves. */
export type TestPlatform = RunningPlatform & {
  readonly moveTo: (moment: string) => void;
  readonly now: () => Instant;
  readonly filesFolder: string;
  readonly dispose: () => Promise<void>;
};

export type Database = "PGlite" | "PostgreSQL";

export type TestPlatformOptions = {
  readonly database?: Database;
  /** The moment the platform's clock begins at. */
  readonly at?: string;
  /** False: only the interface, whether or not the pages are built. */
  readonly faces?: boolean;
  /** The URL of a database that another platform works on too; it is left standing. */
  readonly shared?: string;
  /** Another district pack's folder than the demonstration district's. */
  readonly district?: string;
  /** The most rows of an export, where it is not the usual number. */
  readonly exportRows?: number;
  /** The mail server that messages go through. */
  readonly smtpUrl?: string;
};

/** Describes the same behaviour on PGlite, and on PostgreSQL where YIWANG_TEST_DATABASE_URL names a server. */
export function onEachDatabase(title: string, define: (database: Database) => void): void {
  describe(`${title} (PGlite)`, () => define("PGlite"));
  if ((process.env["YIWANG_TEST_DATABASE_URL"] ?? "") !== "")
    describe(`${title} (PostgreSQL)`, () => define("PostgreSQL"));
}

export async function startTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const folder = await mkdtemp(join(tmpdir(), "yiwang-test-"));
  const { shared } = options;
  const database =
    shared === undefined
      ? await freshDatabase(options, folder)
      : { store: { kind: "server" as const, url: shared, poolSize: 6 }, drop: async () => undefined };
  let shift = options.at === undefined ? 0 : Date.parse(options.at) - Date.now();
  const now = (): Instant => instantFromMillis(Date.now() + shift);
  const started = await startPlatform({
    district: options.district ?? (await demonstration()),
    store: database.store,
    files: join(folder, "files"),
    host: "127.0.0.1",
    port: await freePort(),
    demo: true,
    webFolder: (options.faces ?? true) && existsSync(FACES) ? FACES : null,
    now,
    ...(options.smtpUrl === undefined ? {} : { smtpUrl: options.smtpUrl }),
    ...(options.exportRows === undefined ? {} : { exportRows: options.exportRows }),
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error, null, 2));
  return {
    ...started.value,
    now,
    filesFolder: join(folder, "files"),
    moveTo: (moment) => {
      shift = Date.parse(moment) - Date.now();
      if (millisOf(now()) < 0) throw new Error(`no such moment: ${moment}`);
      started.value.worker.poke();
    },
    dispose: async () => {
      await started.value.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let read: ReturnType<typeof readPack> | undefined;

/** The demonstration district, read once for all tests of this process: nobody changes a pack that was read. */
async function demonstration(): Promise<DistrictPack> {
  read ??= readPack(join(ROOT, "districts/qianshan"));
  const pack = await read;
  if (!pack.ok) throw new Error(JSON.stringify(pack.error, null, 2));
  return pack.value;
}

async function freshDatabase(
  { database = "PGlite", district, at }: TestPlatformOptions,
  folder: string,
): Promise<{ readonly store: StoreOptions; readonly drop: () => Promise<void> }> {
  const files = join(folder, "files");
  // Another district than the demonstration's is a test's own, and brought once.
  const brought =
    district === undefined ? await broughtDistrict(database, await demonstration(), at) : undefined;
  if (database === "PGlite") {
    const from = brought !== undefined && "from" in brought ? { from: brought.from } : {};
    return { store: { kind: "memory", files, ...from }, drop: async () => undefined };
  }
  const { url, drop } = await freshServerDatabase(
    brought !== undefined && "template" in brought ? brought : {},
  );
  return { store: { kind: "server", url, poolSize: 6, files }, drop };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
