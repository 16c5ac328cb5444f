import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Instant } from "#kernel";
import { judgeLikeness, type ReportedEvent } from "./judge-likeness.ts";
import { textLikeness } from "./text-likeness.ts";

const RULES = {
  near: { metres: 60, hours: 72 },
  weights: { place: 40, community: 15, class: 20, mainClass: 8, time: 10, text: 20, photo: 30 },
  propose: 60,
};

const HEAP: ReportedEvent = {
  place: { lon: 122.9087, lat: 41.0739 },
  division: "210311006002",
  class: "E-0102",
  receivedAt: "2026-11-16T01:00:00.000Z" as Instant,
  text: "小区南门外有一堆生活垃圾",
};
const said = (one: ReportedEvent, other: ReportedEvent, photos: number | null = null) => {
  const { score, proposed, likenesses } = judgeLikeness(one, other, photos, RULES);
  return { score, proposed, words: likenesses.map(({ words }) => words.zh) };
};

test("what was reported twice within the hour is proposed, with every reason in words", () => {
  const other: ReportedEvent = {
    ...HEAP,
    place: { lon: 122.90884, lat: 41.0739 },
    receivedAt: "2026-11-16T01:35:00.000Z" as Instant,
    text: "小区南门外面有一堆垃圾没人管",
  };
  expect(said(HEAP, other, 3)).toEqual({
    score: 100,
    proposed: true,
    words: ["相距12米", "同类", "相隔35分钟", "描述相近（58%）", "照片几乎相同"],
  });
  expect(said(HEAP, other)).toMatchObject({ score: 74, proposed: true });
});

test("a lamp that is dark beside a heap of refuse is another event", () => {
  const lamp = { ...HEAP, class: "C-0201", text: "路灯不亮，晚上看不见路" };
  expect(said(HEAP, lamp)).toMatchObject({ proposed: false });
  // The same picture of both is for a person to look at.
  expect(said(HEAP, lamp, 0)).toMatchObject({ proposed: true });
});

test("without a point the community counts, and what is too far or too long ago is nothing", () => {
  const unplaced = { ...HEAP, place: null };
  expect(said(HEAP, unplaced).words).toContain("在同一社区（有一件没有定位）");
  expect(said(HEAP, { ...unplaced, division: "210311006001" }).score).toBe(0);
  expect(said(HEAP, { ...HEAP, place: { lon: 122.9097, lat: 41.0739 } }, 0).score).toBe(0);
  expect(said(HEAP, { ...HEAP, receivedAt: "2026-11-20T01:00:00.000Z" as Instant }, 0).score).toBe(0);
  expect(said(HEAP, { ...HEAP, class: "E-0103" }).words).toContain("同一大类");
  expect(said(HEAP, { ...HEAP, class: null }).words).not.toContain("同类");
});

test("texts are compared by their pairs of characters, whatever stands between", () => {
  expect(textLikeness("井盖 丢了！", "井盖丢了")).toBe(1);
  expect(textLikeness("井盖丢了", "路灯不亮")).toBe(0);
  expect(textLikeness("", "井盖")).toBe(0);
  expect(textLikeness("坑", "坑")).toBe(1);
  expect(textLikeness("坑", "洼")).toBe(0);
  expect(textLikeness("ＡＢ12", "ab12")).toBe(1);
});

test("likeness is the same from both sides, between 0 and 100, and whole for the same report", () => {
  const event = fc.record({
    place: fc.option(
      fc.record({
        lon: fc.double({ min: 122.908, max: 122.91, noNaN: true }),
        lat: fc.double({ min: 41.073, max: 41.075, noNaN: true }),
      }),
    ),
    division: fc.constantFrom("210311006001", "210311006002"),
    class: fc.option(fc.constantFrom("E-0102", "E-0103", "C-0102")),
    receivedAt: fc.constantFrom("2026-11-16T01:00:00.000Z" as Instant, "2026-11-18T01:00:00.000Z" as Instant),
    text: fc.string({ maxLength: 30, unit: "grapheme" }),
  });
  fc.assert(
    fc.property(event, event, fc.option(fc.nat({ max: 6 })), (one, other, photos) => {
      const verdict = judgeLikeness(one, other, photos, RULES);
      expect(judgeLikeness(other, one, photos, RULES)).toEqual(verdict);
      expect(verdict.score).toBeGreaterThanOrEqual(0);
      expect(verdict.score).toBeLessThanOrEqual(100);
      const self = textLikeness(one.text, one.text);
      expect(self === 0 || self === 1).toBe(true);
    }),
  );
});
