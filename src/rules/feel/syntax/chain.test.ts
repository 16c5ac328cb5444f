import { describe, expect, it } from "vitest";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { evaluateFeel } from "../feel.ts";

const NOW = "2022-09-30T16:30:00.000Z" as Instant;
const CONTEXT: JsonObject = { district: "千山", area: 60, paid: true, late: false };

const valueOf = (text: string): Json => expectOk(evaluateFeel(text, CONTEXT, { now: NOW })).value;

const allTrue = (texts: readonly string[]): void => {
  for (const text of texts) expect(valueOf(text), text).toBe(true);
};

describe("a chain of tests", () => {
  it("ends the test of `in` where the next word begins", () => {
    allTrue([
      'district in ["千山"] and paid',
      'district in ["立山"] or paid',
      "area in [50..80) and paid or late",
      "area in > 50 and paid",
      "area in < 50 or paid",
      'district in "千山" and area in (60, 70) and paid',
      'paid and district in ["千山"]',
      'district in ["千山"] = paid',
      "[40, 60][item in [60, 70] and item > 50] = [60]",
      "some each in [60] satisfies each in [60] and paid",
    ]);
    expect(valueOf('district in ["千山"] and late')).toBe(false);
  });

  it("lets `and` bind closer than `or` after a test", () => {
    allTrue([
      'late and district in ["千山"] or paid',
      'paid or district in ["千山"] and late',
      "area between 50 and 70 and paid or late",
      "area between 10 and 20 or area in [60] and paid",
    ]);
    expect(valueOf("late and area in [60] and paid or late")).toBe(false);
  });

  it("keeps what brackets hold together", () => {
    expect(valueOf("area in ([60, 70]) and late")).toBe(false);
    expect(valueOf("area in (< 50, > 55) and (late or area in [60])")).toBe(true);
    expect(valueOf("(late and area in [60]) or paid")).toBe(true);
  });

  it("leaves a test that speaks of its value whole", () => {
    expect(valueOf("area in ? > 50")).toBe(true);
    expect(valueOf("area in ? > 70")).toBe(false);
  });
});
