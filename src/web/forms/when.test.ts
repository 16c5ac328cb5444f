import { describe, expect, it } from "vitest";
import { evaluateWhen } from "./when.ts";

describe("conditions of a form", () => {
  it("compares a field with a literal", () => {
    expect(evaluateWhen("ownWell = true", { ownWell: true })).toBe(true);
    expect(evaluateWhen("ownWell = true", {})).toBe(false);
    expect(evaluateWhen('decision = "refused"', { decision: "refused" })).toBe(true);
    expect(evaluateWhen('decision != "refused"', {})).toBe(true);
    expect(evaluateWhen("area >= 500", { area: 500 })).toBe(true);
    expect(evaluateWhen("area > 500", { area: "600" })).toBe(false);
  });
  it("reads a bare field as true and a leading equals sign as FEEL's", () => {
    expect(evaluateWhen("ownWell", { ownWell: true })).toBe(true);
    expect(evaluateWhen("= ownWell = true", { ownWell: false })).toBe(false);
  });
  it("joins with and, or, in FEEL's order", () => {
    const written = 'kind = "餐饮" and area > 100 or hasWell = true';
    expect(evaluateWhen(written, { kind: "餐饮", area: 120 })).toBe(true);
    expect(evaluateWhen(written, { kind: "餐饮", area: 80 })).toBe(false);
    expect(evaluateWhen(written, { hasWell: true })).toBe(true);
  });
  it("does not split inside quotes", () => {
    expect(evaluateWhen('name = "this and that"', { name: "this and that" })).toBe(true);
  });
  it("follows a path", () => {
    expect(evaluateWhen('water.source = "well"', { water: { source: "well" } })).toBe(true);
  });
  it("says that it does not know what goes beyond comparisons", () => {
    expect(evaluateWhen("count(items) > 2", {})).toBeUndefined();
  });
});
