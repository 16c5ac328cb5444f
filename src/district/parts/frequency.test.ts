import { describe, expect, it } from "vitest";
import { frequenciesOf } from "./frequency.ts";

const RULE = { months: 12, highShare: 0.2, lowBelow: 12 };
const TEN = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

describe("how often a matter is asked for", () => {
  it("is high for the busiest fifth, low under twelve a year, middle between", () => {
    const counts = new Map([
      ["a", 900],
      ["b", 300],
      ["c", 299],
      ["d", 12],
      ["e", 11],
    ]);
    const found = frequenciesOf(TEN, counts, RULE);
    expect(TEN.map((id) => found.get(id))).toEqual([
      "high",
      "high",
      "middle",
      "middle",
      "low",
      "low",
      "low",
      "low",
      "low",
      "low",
    ]);
  });

  it("treats equals alike, and calls nothing often that is rare", () => {
    const equal = new Map(TEN.map((id) => [id, 40]));
    expect([...new Set(frequenciesOf(TEN, equal, RULE).values())]).toEqual(["high"]);
    const rare = new Map(TEN.map((id) => [id, 3]));
    expect([...new Set(frequenciesOf(TEN, rare, RULE).values())]).toEqual(["low"]);
    expect(frequenciesOf([], new Map(), RULE).size).toBe(0);
  });
});
