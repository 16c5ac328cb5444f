/** Where somebody on patrol was, and when (local time with its offset), in degrees and metres. */
export type TrackPoint = {
  readonly lon: number;
  readonly lat: number;
  readonly at: string;
  readonly accuracy?: number;
  /** The check point (from 1) that was checked in at. */
  readonly checkIn?: number;
};

export type CheckPoint = { readonly lon: number; readonly lat: number; readonly name?: string };

/** What a patrol must come to, as its step tells it. */
export type PatrolAsked = {
  readonly checkPoints: readonly CheckPoint[];
  readonly near: number;
  readonly leastMetres: number;
  readonly leastMinutes: number;
  /** No point may be from a day before. */
  readonly earliest: string | null;
  /** More points than that are not taken. */
  readonly most: number;
};

const METRES_A_DEGREE = 111_195;

/** Metres between two places of one district: flat, which is right to a thousandth at this size. */
export function metresBetween(one: CheckPoint, other: CheckPoint): number {
  const north = (other.lat - one.lat) * METRES_A_DEGREE;
  const east = (other.lon - one.lon) * METRES_A_DEGREE * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** An instant in Chinese time, as it is written down: 2026-11-16T09:30:05+08:00. */
export const localTime = (ms: number): string =>
  `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

export type TrackSum = {
  readonly metres: number;
  readonly minutes: number;
  /** Which of the check points (from 0) lie on the way. */
  readonly reached: readonly number[];
};

/** What the way comes to so far; what counts in the end is judged by the server. */
export function sumOf(track: readonly TrackPoint[], { checkPoints, near }: PatrolAsked): TrackSum {
  const walked = track.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const metres = walked.reduce((sum, point, index) => {
    const before = walked[index - 1];
    return before === undefined ? 0 : sum + metresBetween(before, point);
  }, 0);
  const [first, last] = [walked[0], walked.at(-1)];
  const minutes =
    first === undefined || last === undefined
      ? 0
      : Math.floor((Date.parse(last.at) - Date.parse(first.at)) / 60_000);
  const reached = checkPoints.flatMap((point, index) =>
    walked.some((each) => metresBetween(each, point) <= near) ? [index] : [],
  );
  return { metres: Math.round(metres), minutes, reached };
}
