import { isDutyTime, type DutyHours } from "./duty-hours.ts";
import { localTime, type TrackPoint } from "./track.ts";

/** Why a file is not taken, with what its sentence says. */
export type GpxFault = {
  readonly code:
    | "tooLarge"
    | "notGpx"
    | "noTrack"
    | "noTimes"
    | "future"
    | "tooOld"
    | "tooLong"
    | "outside"
    | "offDuty";
  readonly n?: number;
  readonly day?: string;
};

type Bounds = {
  /** In milliseconds, by the server's clock. */
  readonly now: number;
  /** No point may be from a day before. */
  readonly earliest: string | null;
  readonly most: number;
  /** Null where the phone does not know the district's outline. */
  readonly isInside: ((point: TrackPoint) => boolean) | null;
  /** Null where nothing says when a track may be taken; the server looks again. */
  readonly hours: DutyHours;
};

const MOST_BYTES = 10 * 1024 * 1024;
/** A clock may be wrong by so much. */
const SLACK_MS = 5 * 60_000;
const ONE_PATROL_MS = 24 * 3_600_000;

/**
 * The track in a GPX 1.0 or 1.1 file (topografix.com): every `trkpt` with its `time`. It is taken whole or not at all;
 * only where there are more points than the form takes are some left out, evenly.
 */
export async function readGpx(
  file: File,
  bounds: Bounds,
): Promise<{ readonly points: readonly TrackPoint[] } | { readonly fault: GpxFault }> {
  if (file.size > MOST_BYTES) return { fault: { code: "tooLarge", n: Math.ceil(file.size / 1024 / 1024) } };
  const read = pointsIn(await file.text());
  if ("fault" in read) return read;
  const fault = faultIn(read.points, bounds);
  return fault === undefined ? { points: thinned(read.points, bounds.most) } : { fault };
}

function pointsIn(text: string): { readonly points: readonly TrackPoint[] } | { readonly fault: GpxFault } {
  const document = new DOMParser().parseFromString(text, "application/xml");
  if (document.documentElement.localName !== "gpx") return { fault: { code: "notGpx" } };
  const found = [...document.getElementsByTagNameNS("*", "trkpt")];
  if (found.length < 2) return { fault: { code: "noTrack" } };
  const points: TrackPoint[] = [];
  for (const each of found) {
    const lon = Number(each.getAttribute("lon") ?? Number.NaN);
    const lat = Number(each.getAttribute("lat") ?? Number.NaN);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return { fault: { code: "notGpx" } };
    const at = Date.parse(each.getElementsByTagNameNS("*", "time")[0]?.textContent?.trim() ?? "");
    if (Number.isNaN(at)) return { fault: { code: "noTimes" } };
    points.push({ lon: rounded(lon), lat: rounded(lat), at: localTime(at) });
  }
  return { points };
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** What stands against the points of a file; undefined where nothing does. */
export function faultIn(
  points: readonly TrackPoint[],
  { now, earliest, isInside, hours }: Bounds,
): GpxFault | undefined {
  const times = points.map(({ at }) => Date.parse(at)).toSorted((one, other) => one - other);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const day = localTime(first).slice(0, 10);
  if (last > now + SLACK_MS) return { code: "future", day: localTime(last).slice(0, 10) };
  if (earliest !== null && day < earliest) return { code: "tooOld", day };
  if (last - first > ONE_PATROL_MS) return { code: "tooLong", day };
  const outside = isInside === null ? 0 : points.filter((point) => !isInside(point)).length;
  if (outside > 0) return { code: "outside", n: outside };
  const offDuty = hours === null ? 0 : times.filter((at) => !isDutyTime(hours, at)).length;
  return offDuty === 0 ? undefined : { code: "offDuty", n: offDuty };
}

function thinned(points: readonly TrackPoint[], most: number): readonly TrackPoint[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).flatMap(
    (point) => point ?? [],
  );
}
