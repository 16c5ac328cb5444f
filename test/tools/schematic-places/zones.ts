import { isIn, type Area, type Community, type Place } from "./communities.ts";
import { isInside, type Ring, type Spot } from "./ground.ts";

export type ZoneKind = "river" | "road" | "economicZone" | "forest";
export type Zone = {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly name: string;
  /** The zone that it is a part of. */
  readonly within: string | null;
  /** The district, town or community whose chief answers for it. */
  readonly division: string;
  readonly line?: readonly Spot[];
  readonly area?: Area;
};

type Land = {
  readonly district: string;
  readonly outline: Ring;
  readonly towns: readonly Place[];
  readonly communities: readonly Community[];
};

const STEP = 60;
const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"];
/** Villages along a piece that is shorter are not told apart from their neighbours. */
const SHORTEST = 400;

/** Rivers and roads that exist nowhere, cut where towns and communities meet, an economic zone and two forests. */
export function schematicZones(land: Land): readonly Zone[] {
  const rivers = [0.28, 0.52, 0.74].map((share, index) => riverAcross(land, share, index));
  const roads = NUMERALS.map((_, index) => roadThrough(land, index));
  return [
    ...rivers.flatMap((line, index) => piecesOf(land, "river", "HD", index, line, "河")),
    ...roads.flatMap((line, index) => piecesOf(land, "road", "LD", index, line, "路")),
    ...spreads(land),
  ];
}

function riverAcross({ outline }: Land, share: number, index: number): readonly Spot[] {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const path: Spot[] = [];
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += STEP) {
    const bend = 700 * Math.sin(x / 2300 + index) + 260 * Math.sin(x / 700 + 2 * index);
    path.push([x, south + (north - south) * share + bend]);
  }
  return longestInside(outline, path);
}

/** From one community's houses to those of three more, the nearest first. */
function roadThrough({ communities, outline }: Land, index: number): readonly Spot[] {
  const start = communities[(index * 5 + 2) % communities.length];
  if (start === undefined) return [];
  const stops = [start];
  while (stops.length < 4) {
    const last = stops.at(-1) ?? start;
    const next = communities
      .filter((each) => !stops.includes(each))
      .toSorted((a, b) => farFrom(last, a) - farFrom(last, b))[0];
    if (next === undefined) break;
    stops.push(next);
  }
  const path: Spot[] = [];
  for (const [n, from] of stops.slice(0, -1).entries()) {
    const to = stops[n + 1] ?? from;
    const steps = Math.ceil(farFrom(from, to) / STEP);
    for (let k = 0; k <= steps; k += 1) {
      const along = k / steps;
      const bend = 90 * Math.sin(along * Math.PI * 2 + index);
      path.push([
        from.centre[0] + (to.centre[0] - from.centre[0]) * along + bend,
        from.centre[1] + (to.centre[1] - from.centre[1]) * along - bend,
      ]);
    }
  }
  return longestInside(outline, path);
}

const farFrom = (a: Community, b: Community): number =>
  Math.hypot(a.centre[0] - b.centre[0], a.centre[1] - b.centre[1]);

function longestInside(outline: Ring, path: readonly Spot[]): readonly Spot[] {
  const runs = runsBy(path, (spot) => (isInside(outline, spot) ? "in" : ""));
  return (
    runs.filter(({ key }) => key === "in").toSorted((a, b) => b.line.length - a.line.length)[0]?.line ?? []
  );
}

/** The whole line, its part in each town, and for rivers its part in each community. */
function piecesOf(
  land: Land,
  kind: ZoneKind,
  prefix: string,
  index: number,
  line: readonly Spot[],
  word: string,
): readonly Zone[] {
  const id = `${prefix}${String(index + 1).padStart(2, "0")}`;
  const name = `示意${NUMERALS[index] ?? ""}号${word}`;
  const communityAt = (spot: Spot): Community | undefined =>
    land.communities.find(({ area }) => isIn(area, spot));
  const whole: Zone = { id, kind, name, within: null, division: land.district, line: thinned(line) };
  const towns = runsBy(line, (spot) => communityAt(spot)?.parent ?? "");
  const zones = [whole];
  for (const [n, run] of towns
    .filter(({ key, line: part }) => key !== "" && lengthOf(part) >= SHORTEST)
    .entries()) {
    const townId = `${id}-${n + 1}`;
    const town = land.towns.find(({ code }) => code === run.key);
    zones.push({
      id: townId,
      kind,
      name: `${name}${town?.name ?? ""}段${again(towns, run)}`,
      within: id,
      division: run.key,
      line: thinned(run.line),
    });
    if (kind !== "river") continue;
    const villages = runsBy(run.line, (spot) => communityAt(spot)?.code ?? "").filter(
      ({ key, line: part }) => key !== "" && lengthOf(part) >= SHORTEST,
    );
    for (const [m, piece] of villages.entries()) {
      const community = land.communities.find(({ code }) => code === piece.key);
      const called = `${name}${shortName(community?.name ?? "")}段${again(villages, piece)}`;
      zones.push({
        id: `${townId}-${m + 1}`,
        kind,
        name: called,
        within: townId,
        division: piece.key,
        line: thinned(piece.line),
      });
    }
  }
  return zones;
}

type Run = { readonly key: string; readonly line: readonly Spot[] };

/** A second piece in the same place is called so. */
function again(runs: readonly Run[], run: Run): string {
  const same = runs.filter(({ key, line }) => key === run.key && lengthOf(line) >= SHORTEST);
  return same.length > 1 ? `（${NUMERALS[same.indexOf(run)] ?? ""}）` : "";
}

/** `汤岗子村民委员会` → `汤岗子村`, `泉兴社区居民委员会` → `泉兴社区`. */
export const shortName = (name: string): string =>
  name.replace(/(村)?村(民委员会|委会|委员会)$/, "村").replace(/居(民)?委(员)?会$/, "");

function runsBy(path: readonly Spot[], keyOf: (spot: Spot) => string): readonly Run[] {
  const runs: { key: string; line: Spot[] }[] = [];
  for (const spot of path) {
    const key = keyOf(spot);
    const last = runs.at(-1);
    if (last?.key === key) last.line.push(spot);
    else runs.push({ key, line: [spot] });
  }
  return runs;
}

function lengthOf(line: readonly Spot[]): number {
  return line.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = line[index] ?? [x, y];
    return sum + Math.hypot(x - px, y - py);
  }, 0);
}

/** Every fourth spot and both ends: a drawn line needs no more. */
const thinned = (line: readonly Spot[]): readonly Spot[] =>
  line.filter((_, index) => index % 4 === 0 || index === line.length - 1);

function spreads({ district, communities }: Land): readonly Zone[] {
  const round = ([x, y]: Spot, wide: number, high: number): Area => [
    [
      Array.from({ length: 12 }, (_, n): Spot => [
        x + wide * Math.cos((n * Math.PI) / 6),
        y + high * Math.sin((n * Math.PI) / 6),
      ]),
    ],
  ];
  const byEast = communities.toSorted((a, b) => b.centre[0] - a.centre[0]);
  const [east, second] = [byEast[2], byEast[12]];
  const middle = byEast[Math.floor(byEast.length / 2)];
  if (east === undefined || second === undefined || middle === undefined) return [];
  return [
    {
      id: "KF01",
      kind: "economicZone",
      name: "示意经济开发区",
      within: null,
      division: district,
      area: round(middle.centre, 1700, 1200),
    },
    {
      id: "LQ01",
      kind: "forest",
      name: "示意一号林区",
      within: null,
      division: district,
      area: round(east.centre, 1300, 1000),
    },
    {
      id: "LQ02",
      kind: "forest",
      name: "示意二号林区",
      within: null,
      division: district,
      area: round(second.centre, 1200, 900),
    },
  ];
}
