import { describe, expect, it } from "vitest";
import { nextRanking, ranked } from "./ranked.ts";

const organ = (id: string, overdue: number, onTime: number | null) => ({
  organ: id,
  name: { zh: id, en: id },
  near: 0,
  overdue,
  yellow: 0,
  red: 0,
  figures: [{ indicator: "on-time", value: onTime === null ? null : String(onTime), records: 1 }],
});
const organs = [organ("a", 2, 90), organ("b", 0, null), organ("c", 5, 100)];
const order = (by: string) => ranked(organs, by).map(({ organ: id }) => id);

describe("ranked", () => {
  it.each([
    ["", ["a", "b", "c"]],
    ["overdue", ["c", "a", "b"]],
    ["-overdue", ["b", "a", "c"]],
    ["on-time", ["c", "a", "b"]],
    ["-on-time", ["a", "c", "b"]],
  ])("ranks by “%s”, and what has no value last", (by, expected) => {
    expect(order(by)).toEqual(expected);
  });

  it("turns with each press of a head", () => {
    expect([nextRanking("", "x"), nextRanking("x", "x"), nextRanking("-x", "x")]).toEqual(["x", "-x", ""]);
    expect(nextRanking("y", "x")).toBe("x");
  });
});
