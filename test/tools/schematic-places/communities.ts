import { intersection, union, type Geom } from "polyclip-ts";
import { isInside, nearerPart, spotsIn, toEdge, type Ring, type Spot } from "./ground.ts";

/** A row of divisions.csv. */
export type Place = { readonly code: string; readonly name: string; readonly parent: string };

/** Polygons, each an outer ring and its holes. */
export type Area = readonly (readonly Ring[])[];

export type Community = Place & {
  readonly area: Area;
  /** Far from its edges: where its houses are drawn. */
  readonly centre: Spot;
};

const SAMPLE = 300;
const ROUNDS = 60;

/**
 * Areas for communities inside an outline: about equally large, each town's together. Where they really lie is told
 * nowhere in public, so the order is that of the codes, not that of the land.
 */
export function schematicCommunities(outline: Ring, communities: readonly Place[]): readonly Community[] {
  const samples = spotsIn(outline, SAMPLE);
  const seats = shareOut(evenSeats(samples, communities.length), communities);
  const frame = frameOf(outline);
  return communities.map((community) => {
    const seat = seatOf(seats, community);
    let part: Ring = frame;
    for (const [code, other] of seats) if (code !== community.code) part = nearerPart(part, seat, other);
    const area: Area = intersection([part as Spot[]] as Geom, [outline as Spot[]] as Geom).map((polygon) =>
      polygon.map((ring) => ring.slice(0, -1)),
    );
    return { ...community, area, centre: middleOf(area) };
  });
}

/** One area of several, without the slivers that rounding leaves between them. */
export function togetherOf(areas: readonly Area[]): Area {
  const [first, ...rest] = areas.map((area) => area as unknown as Geom);
  if (first === undefined) return [];
  return union(first, ...rest)
    .map((polygon) => polygon.map((ring) => ring.slice(0, -1)).filter((ring) => groundOf(ring) > LEAST))
    .filter((polygon) => polygon.length > 0);
}

/** m² */
const LEAST = 50_000;

function groundOf(ring: Ring): number {
  const twice = ring.reduce((sum, [x, y], index) => {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * ny - nx * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Lloyd's rounds from a spread that is the same every time. */
function evenSeats(samples: readonly Spot[], count: number): readonly Spot[] {
  let seats: readonly Spot[] = Array.from(
    { length: count },
    (_, n): Spot => samples[Math.floor(((n + 0.5) * samples.length) / count)] ?? [0, 0],
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = seats.map(() => ({ x: 0, y: 0, count: 0 }));
    for (const [x, y] of samples) {
      const sum = sums[nearest(seats, [x, y])];
      if (sum === undefined) continue;
      sum.x += x;
      sum.y += y;
      sum.count += 1;
    }
    seats = seats.map((seat, index): Spot => {
      const sum = sums[index];
      return sum === undefined || sum.count === 0 ? seat : [sum.x / sum.count, sum.y / sum.count];
    });
  }
  return seats;
}

function nearest(seats: readonly Spot[], [x, y]: Spot): number {
  let [best, least] = [0, Infinity];
  for (const [index, [sx, sy]] of seats.entries()) {
    const far = (sx - x) ** 2 + (sy - y) ** 2;
    if (far < least) [best, least] = [index, far];
  }
  return best;
}

/** Gives towns neighbouring seats: cut across by turns, west from east and north from south. */
function shareOut(seats: readonly Spot[], communities: readonly Place[]): ReadonlyMap<string, Spot> {
  const towns = [...new Set(communities.map(({ parent }) => parent))];
  const shared = new Map<string, Spot>();
  const cut = (of: readonly string[], among: readonly Spot[], across: 0 | 1): void => {
    const members = communities.filter(({ parent }) => of.includes(parent));
    if (of.length <= 1) {
      const sorted = among.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
      for (const [index, { code }] of members.entries()) shared.set(code, sorted[index] ?? [0, 0]);
      return;
    }
    const first = of.slice(0, Math.floor(of.length / 2));
    const size = communities.filter(({ parent }) => first.includes(parent)).length;
    const sorted = among.toSorted((a, b) => (across === 0 ? a[0] - b[0] : b[1] - a[1]));
    const turned = across === 0 ? 1 : 0;
    cut(first, sorted.slice(0, size), turned);
    cut(of.slice(first.length), sorted.slice(size), turned);
  };
  cut(towns, seats, 0);
  return shared;
}

function seatOf(seats: ReadonlyMap<string, Spot>, { code }: Place): Spot {
  const seat = seats.get(code);
  if (seat === undefined) throw new Error(`no seat for ${code}`);
  return seat;
}

function frameOf(outline: Ring): Ring {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

function middleOf(area: Area): Spot {
  const rings = area.map(([outer = []]) => outer);
  const spots = rings.flatMap((ring) =>
    spotsIn(ring, SAMPLE / 2).map((spot) => ({ spot, far: toEdge(ring, spot) })),
  );
  return spots.toSorted((a, b) => b.far - a.far)[0]?.spot ?? [0, 0];
}

export const isIn = (area: Area, spot: Spot): boolean => area.some(([outer = []]) => isInside(outer, spot));
