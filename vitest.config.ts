import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that are of PostgreSQL alone: they bring a server of their own, and fail where they cannot. */
const OF_POSTGRES = ["test/faults/storm.test.ts", "test/faults/database-away.test.ts", "test/bench.test.ts"];
const withPostgres = (process.env["YIWANG_TEST_DATABASE_URL"] ?? "") !== "";

/** What takes minutes goes first, whatever its size, so that no worker is left alone with it at the end. */
const LONGEST = [
  "test/faults/kill.test.ts",
  "test/bench.test.ts",
  "test/faults/",
  "test/journeys/every-matter.test.ts",
  "test/journeys/need-to-know.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.includes(name));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["node_modules", "dist", ...(withPostgres ? [] : OF_POSTGRES)],
    globalSetup: ["test/template-database.ts"],
    setupFiles: ["test/replay.ts"],
    // A worker goes on from file to file: what every file would load, compile and read anew (the rooms, the embedded
    // database, the demonstration's pack) was nearly half of the processor's time. A test file keeps nothing outside
    // its own describes but what nobody changes.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    // One more than CI has cores: whoever drives a browser, a server's process or PostgreSQL waits for it.
    maxWorkers: 3,
  },
});
