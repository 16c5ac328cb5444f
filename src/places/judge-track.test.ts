import { describe, expect, it } from "vitest";
import { judgeTrack, type PatrolRule, type TrackPoint } from "./judge-track.ts";

const START = Date.parse("2026-11-16T01:00:00Z");
/** A walk to the north, a point a minute, about 111 m apart. */
const walk = (minutes: number): readonly TrackPoint[] =>
  Array.from({ length: minutes + 1 }, (_, minute) => ({
    lon: 122.95,
    lat: 41.05 + minute * 0.001,
    at: START + minute * 60_000,
    accuracy: 10,
  }));
const rule: PatrolRule = {
  leastMetres: 1000,
  leastMinutes: 10,
  checkPoints: [{ lon: 122.95, lat: 41.055 }],
  near: 50,
  mostAccuracy: 50,
  mostSpeed: 5,
};

describe("a patrol's track", () => {
  it("counts where it is long enough, slow enough and reaches its check points", () => {
    expect(judgeTrack(walk(12), rule)).toMatchObject({ valid: true, faults: [], minutes: 12, reached: 1 });
    expect(judgeTrack(walk(12), rule).metres).toBeCloseTo(1334, -1);
  });

  it("says each thing that is wanting", () => {
    const short = judgeTrack(walk(3), rule);
    expect(short).toMatchObject({
      valid: false,
      faults: ["tooShort", "tooQuick", "notReached"],
      missing: [0],
    });
    expect(judgeTrack([], rule).faults).toEqual(["noTrack", "tooShort", "tooQuick", "notReached"]);
  });

  it("is the same in whatever order and however often its points come", () => {
    const track = walk(12);
    expect(judgeTrack([...track].toReversed(), rule)).toEqual(judgeTrack(track, rule));
    expect(judgeTrack([...track, ...track], rule)).toMatchObject({
      valid: true,
      metres: judgeTrack(track, rule).metres,
    });
  });

  it("leaves out what is told inexactly and what nobody could have walked", () => {
    const far = { lon: 123.5, lat: 41.5, at: START + 90_000, accuracy: 5 };
    const vague = { lon: 122.96, lat: 41.06, at: START + 150_000, accuracy: 900 };
    expect(judgeTrack([...walk(12), far, vague], rule)).toEqual(judgeTrack(walk(12), rule));
  });
});
