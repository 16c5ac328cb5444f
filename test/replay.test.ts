import {
  check,
  configureGlobal,
  integer,
  property,
  readConfigureGlobal,
  resetConfigureGlobal,
} from "fast-check";
import { afterEach, expect, test } from "vitest";
import { replayIn } from "./replay.ts";

const before = readConfigureGlobal();
afterEach(() => {
  resetConfigureGlobal();
  configureGlobal(before);
});

test("the seed and path that a failing property printed bring its counterexample again", () => {
  const tooLarge = property(integer({ min: 0, max: 1_000_000 }), (value) => value < 90_000);
  const failed = check(tooLarge, { seed: 7 });
  expect(failed.failed).toBe(true);
  const replay = replayIn({ YIWANG_SEED: String(failed.seed), YIWANG_PATH: failed.counterexamplePath ?? "" });
  configureGlobal({ ...replay, endOnFailure: true });
  expect(check(tooLarge)).toMatchObject({ failed: true, numRuns: 1, counterexample: failed.counterexample });
});

test("nothing is replayed where nothing is asked", () => {
  expect(replayIn({})).toBeUndefined();
  expect(replayIn({ YIWANG_SEED: "7" })).toEqual({ seed: 7 });
});
