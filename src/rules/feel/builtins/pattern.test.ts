import { describe, expect, it } from "vitest";
import { expectOk, type Instant, type Json } from "#kernel";
import { evaluateFeel } from "../feel.ts";

const NOW = "2022-09-30T16:30:00.000Z" as Instant;
const valueOf = (text: string): Json => expectOk(evaluateFeel(text, {}, { now: NOW })).value;

const matches = (input: string, pattern: string, flags = ""): Json =>
  valueOf(`matches(${JSON.stringify(input)}, ${JSON.stringify(pattern)}, "${flags}")`);

describe("a pattern", () => {
  it("counts letters and digits of every script", () => {
    expect([matches("千山区", String.raw`^\w+$`), matches("２１", String.raw`^\d+$`)]).toEqual([true, true]);
    expect([matches("a—b", String.raw`^\w+$`), matches("李", String.raw`\p{Lo}`)]).toEqual([false, true]);
  });

  it("knows the blocks and names of XML Schema", () => {
    expect(matches("许可", String.raw`^\p{IsCJKUnifiedIdeographs}+$`)).toBe(true);
    expect(matches("ok", String.raw`\P{IsBasicLatin}`)).toBe(false);
    expect(matches("ok", String.raw`\p{Is Basic Latin}`, "x")).toBe(true);
    expect(matches("ok", String.raw`\p{IsNoBlock}`)).toBeNull();
    expect([matches("_a-1", String.raw`^\i\c*$`), matches("-a", String.raw`^\i`)]).toEqual([true, false]);
  });

  it("takes any sign inside brackets, and one class away from another", () => {
    expect(["(", "&", "-", "^", "]"].map((sign) => matches(sign, String.raw`^[()&^\]-]$`))).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect([matches("b", "^[a-z-[aeiou]]$"), matches("e", "^[a-z-[aeiou]]$")]).toEqual([true, false]);
  });

  it("is null where it names no group or is not closed", () => {
    for (const pattern of [String.raw`(a)\2`, String.raw`(a)[\1]`, String.raw`\0`, "[a", "a)", "[]"]) {
      expect(matches("a", pattern), pattern).toBeNull();
    }
  });
});
