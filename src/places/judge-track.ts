import type { GeoPoint } from "./point.ts";
import { distanceBetween } from "./measure.ts";

/** Where somebody on patrol was, and when: `at` in milliseconds, `accuracy` in metres where the telephone told it. */
export type TrackPoint = GeoPoint & { readonly at: number; readonly accuracy?: number };

/** What a patrol must come to (河湖长、路长巡查): configuration of the district. */
export type PatrolRule = {
  readonly leastMetres: number;
  readonly leastMinutes: number;
  /** Places that must be reached, and within how many metres of them. */
  readonly checkPoints: readonly GeoPoint[];
  readonly near: number;
  /** A point that is told less exactly than so many metres says nothing. */
  readonly mostAccuracy: number;
  /** Who is quicker than so many metres a second does not patrol: the point is a jump of the positioning. */
  readonly mostSpeed: number;
};

/** Why a patrol does not count. */
export type TrackFault = "noTrack" | "tooShort" | "tooQuick" | "notReached";

export type TrackVerdict = {
  readonly valid: boolean;
  readonly faults: readonly TrackFault[];
  /** Whole metres walked and whole minutes from the first point that counts to the last. */
  readonly metres: number;
  readonly minutes: number;
  /** How many check points were reached, and the places (from 0) in the list of those that were not. */
  readonly reached: number;
  readonly missing: readonly number[];
  /** How many of the points counted. */
  readonly points: number;
};

/**
 * Judges a patrol by its track. Points may come in any order and twice, as an offline queue sends them; what is told
 * inexactly, or could not be walked since the point before, is left out.
 */
export function judgeTrack(track: readonly TrackPoint[], rule: PatrolRule): TrackVerdict {
  const walked = believable(track, rule);
  const [first, last] = [walked[0], walked.at(-1)];
  const metres = Math.round(walkedMetres(walked));
  const minutes = first === undefined || last === undefined ? 0 : Math.floor((last.at - first.at) / 60_000);
  const missing = rule.checkPoints.flatMap((point, index) =>
    walked.some((each) => distanceBetween(each, point) <= rule.near) ? [] : [index],
  );
  const faults: TrackFault[] = [
    ...(walked.length < 2 ? (["noTrack"] as const) : []),
    ...(metres < rule.leastMetres ? (["tooShort"] as const) : []),
    ...(minutes < rule.leastMinutes ? (["tooQuick"] as const) : []),
    ...(missing.length > 0 ? (["notReached"] as const) : []),
  ];
  const reached = rule.checkPoints.length - missing.length;
  return { valid: faults.length === 0, faults, metres, minutes, reached, missing, points: walked.length };
}

/** The points that count, in the order of time. */
function believable(
  track: readonly TrackPoint[],
  { mostAccuracy, mostSpeed }: Pick<PatrolRule, "mostAccuracy" | "mostSpeed">,
): readonly TrackPoint[] {
  const kept: TrackPoint[] = [];
  for (const point of track.toSorted((a, b) => a.at - b.at)) {
    if ((point.accuracy ?? 0) > mostAccuracy) continue;
    const before = kept.at(-1);
    const seconds = before === undefined ? 0 : (point.at - before.at) / 1_000;
    const jumps = before !== undefined && distanceBetween(before, point) > mostSpeed * seconds;
    if (!jumps) kept.push(point);
  }
  return kept;
}

function walkedMetres(track: readonly TrackPoint[]): number {
  return track.reduce((sum, to, index) => {
    const from = track[index - 1];
    return from === undefined ? 0 : sum + distanceBetween(from, to);
  }, 0);
}
