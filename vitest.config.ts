import { defineConfig } from "vitest/config";

/** Tests that are of PostgreSQL alone: they bring a server of their own, and fail where they cannot. */
const OF_POSTGRES = ["test/faults/storm.test.ts", "test/faults/database-away.test.ts", "test/bench.test.ts"];
const withPostgres = (process.env["YIWANG_TEST_DATABASE_URL"] ?? "") !== "";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["node_modules", "dist", ...(withPostgres ? [] : OF_POSTGRES)],
    globalSetup: ["test/template-database.ts"],
    setupFiles: ["test/replay.ts"],
    // A worker goes on from file to file: what every file would load, compile and read anew (the rooms, the embedded
    // database, the demonstration's pack) was two thirds of the processor's time. A test file keeps nothing outside
    // its own describes but what nobody changes.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
