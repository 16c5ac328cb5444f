import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { canonicalJson, expectOk, type Json } from "#kernel";
import type { Plan } from "#process";
import { foldEntries, link, replay, type StepEntry } from "../index.ts";

// Written by the engine as it was before limits stood still in pauses: a plan as it was published, and all entries of
// a case that was late in a pause, whose ladder was climbed to its end and whose later tasks opened as usual.
const kept = JSON.parse(readFileSync("test/support/case-before-pauses.json", "utf8")) as {
  readonly plan: Plan;
  readonly entries: readonly StepEntry[];
};

test("a case that began before limits stood still in pauses replays as it was entered", () => {
  const linked = link(kept.plan, { calendar: CN_CALENDAR });
  const again = expectOk(replay(linked, kept.entries));
  expect(canonicalJson(again.entries as unknown as Json)).toBe(
    canonicalJson(kept.entries as unknown as Json),
  );
  expect(canonicalJson(again.state as Json)).toBe(canonicalJson(foldEntries(kept.entries) as Json));
  expect(again.state?.status).toBe("completed");
});
