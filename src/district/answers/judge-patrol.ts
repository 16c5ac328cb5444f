import { isJsonObject, millisOf, parseInstant, type Json, type JsonObject } from "#kernel";
import { judgeTrack, parsePoint, type PatrolRule, type TrackPoint, type TrackVerdict } from "#places";

/**
 * Judges the track that a patrol's case maps in: `track` a list of `{lon, lat, at, accuracy?}` (degrees, an instant,
 * metres), `checkPoints` a list of `{lon, lat}`, and the rule's numbers `leastMetres`, `leastMinutes`, `near`,
 * `mostAccuracy`, `mostSpeed`; what cannot be read of a track is no point of it. Answers the verdict under `patrol`,
 * with its reasons in words.
 */
export function judgePatrol(variables: JsonObject): JsonObject {
  const rule = ruleOf(variables);
  const verdict = judgeTrack(pointsIn(variables["track"]), rule);
  return { patrol: { ...verdict, why: reasons(verdict, rule) } };
}

function ruleOf(variables: JsonObject): PatrolRule {
  const number = (name: string, otherwise: number): number => {
    const value = variables[name];
    return typeof value === "number" && value >= 0 ? value : otherwise;
  };
  return {
    leastMetres: number("leastMetres", 0),
    leastMinutes: number("leastMinutes", 0),
    near: number("near", 50),
    mostAccuracy: number("mostAccuracy", 100),
    mostSpeed: number("mostSpeed", 15),
    checkPoints: listOf(variables["checkPoints"]).flatMap((each) => {
      const point = parsePoint(each);
      return point.ok ? [point.value] : [];
    }),
  };
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function pointsIn(track: Json | undefined): readonly TrackPoint[] {
  return listOf(track).flatMap((each) => {
    const point = parsePoint(each);
    if (!point.ok || !isJsonObject(each)) return [];
    const at = parseInstant(String(each["at"] ?? ""));
    if (!at.ok) return [];
    const { accuracy } = each;
    return [
      { ...point.value, at: millisOf(at.value), ...(typeof accuracy === "number" ? { accuracy } : {}) },
    ];
  });
}

function reasons(verdict: TrackVerdict, rule: PatrolRule): readonly string[] {
  return verdict.faults.map((fault) => {
    switch (fault) {
      case "noTrack":
        return "没有可用的轨迹";
      case "tooShort":
        return `巡查长度${verdict.metres}米，不足${rule.leastMetres}米`;
      case "tooQuick":
        return `巡查时间${verdict.minutes}分钟，不足${rule.leastMinutes}分钟`;
      case "notReached":
        return `还有${verdict.missing.length}个打卡点没有到`;
    }
  });
}
