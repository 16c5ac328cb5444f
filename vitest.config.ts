import { defineConfig } from "vitest/config";

/** Tests that are of PostgreSQL alone: they bring a server of their own, and fail where they cannot. */
const OF_POSTGRES = ["test/faults/storm.test.ts", "test/faults/database-away.test.ts", "test/bench.test.ts"];
const withPostgres = (process.env["YIWANG_TEST_DATABASE_URL"] ?? "") !== "";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["node_modules", "dist", ...(withPostgres ? [] : OF_POSTGRES)],
    setupFiles: ["test/replay.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
