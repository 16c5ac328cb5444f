import { describe, expect, it } from "vitest";
import { expectOk, type Instant, type Json } from "#kernel";
import { evaluateFeel } from "./feel.ts";

const NOW = "2022-09-30T16:30:00.000Z" as Instant;
const valueOf = (text: string): Json => expectOk(evaluateFeel(text, {}, { now: NOW })).value;

describe("ranges", () => {
  it("may be everything but one value", () => {
    expect(valueOf("{r: (!= 10), all: [r.start, r.end, r.start included, string(r)]}.all")).toEqual([
      10,
      10,
      false,
      "!= 10",
    ]);
    expect(valueOf('[9 in (!= 10), 10 in (!= 10), "a" in (!= 10), 1 in (!= null)]')).toEqual([
      true,
      false,
      null,
      true,
    ]);
  });

  it("may be one value of any kind", () => {
    expect(valueOf("[true in (= true), [1] in (= [1]), 2 in (= 1)]")).toEqual([true, true, false]);
  });

  it("cannot include a bound that is null", () => {
    expect(valueOf("[1 in [null..3], 1 in [0..null], [null..3]]")).toEqual([null, null, null]);
    expect(valueOf("1 in (null..3]")).toBe(true);
  });
});

describe("functions", () => {
  it("are instances by what they take and what they certainly give", () => {
    const instances = [
      '(function() "x") instance of function<>->string',
      '(function() "x") instance of function<>->number',
      "(function(n) n + 1) instance of function<number>->number",
      "(function(c: context<a: string>) 1) instance of function<context<a: string, b: string>>->number",
      "(function(c: context<a: string, b: string>) 1) instance of function<context<a: string>>->number",
      '(function() {a: "x", b: [1]}) instance of function<>->context<a: string>',
      '(function() {a: "x"}) instance of function<>->context<a: string, b: number>',
      "(function(d: days and time duration) d) instance of function<days and time duration>->Any",
    ];
    expect(instances.map(valueOf)).toEqual([true, false, true, true, false, true, false, true]);
  });
});
