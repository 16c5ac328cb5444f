import type { MapCountsAnswer } from "#contract";
import { useMemo, useState, type ReactNode } from "react";
import { useSay, type Say } from "../language/say.ts";
import type { MapSearch } from "../lists/searches.ts";
import { DistrictMap } from "../map/district-map.tsx";
import type { MapThing } from "../map/layers.ts";
import type { DistrictMapProps, MapView } from "../map/map-props.ts";
import type { MapMark } from "../map/marks.ts";
import { commandWords as words } from "../words/command.ts";

type Spot = readonly [lon: number, lat: number];

type Props = {
  readonly search: MapSearch;
  readonly counts: MapCountsAnswer | undefined;
  readonly onMoved: (view: MapView, middle: Spot) => void;
  readonly onChange: (change: Partial<MapSearch>) => void;
  readonly onChoose: (caseNo: string) => void;
};

/** Marks of clusters are named by their place among them, those of cases by their number. */
const CLUSTER = "cluster ";

/** The map of open cases, and what is drawn on it. */
export function CaseMap({ search, counts, onMoved, onChange, onChoose }: Props): ReactNode {
  const say = useSay();
  const [drawing, setDrawing] = useState<"ring" | "box">();
  const [look, setLook] = useState(() => lookOf(search.at));
  const isHeat = search.show === "heat";
  const marks = useMemo(() => (isHeat ? [] : marksOf(counts, say)), [counts, isHeat, say]);
  const things = useMemo(() => thingsOf(counts, search.area), [counts, search.area]);
  const heat = useMemo(() => (isHeat ? heatOf(counts) : []), [counts, isHeat]);
  const drawn = (ring: readonly Spot[]): void => {
    setDrawing(undefined);
    onChange({ area: ring.map(([lon, lat]) => `${lon.toFixed(5)} ${lat.toFixed(5)}`).join(",") });
  };
  const pressed = (id: string): void => {
    if (!id.startsWith(CLUSTER)) {
      onChoose(id);
      return;
    }
    const cluster = counts?.clusters[Number(id.slice(CLUSTER.length))];
    if (cluster !== undefined) setLook(nearer(cluster, look));
  };
  const choosing: Pick<DistrictMapProps, "onChoose" | "onDraw" | "drawing"> =
    drawing === undefined ? { onChoose } : { onDraw: drawn, drawing };
  return (
    <section className="case-map" aria-label={say(words.map)}>
      <div className="map-tools no-print">
        <div className="button-row" role="group" aria-label={say(words.show)}>
          {(["clusters", "heat"] as const).map((show) => (
            <button
              key={show}
              type="button"
              className="button button-small"
              aria-pressed={search.show === show}
              onClick={() => onChange({ show })}
            >
              {say(words[show])}
            </button>
          ))}
        </div>
        <div className="button-row">
          {drawing === undefined ? (
            <>
              <button type="button" className="button button-small" onClick={() => setDrawing("ring")}>
                {say(words.drawRing)}
              </button>
              <button type="button" className="button button-small" onClick={() => setDrawing("box")}>
                {say(words.drawBox)}
              </button>
            </>
          ) : (
            <button type="button" className="button button-small" onClick={() => setDrawing(undefined)}>
              {say(words.stopDrawing)}
            </button>
          )}
          {search.area !== "" && (
            <button type="button" className="button button-small" onClick={() => onChange({ area: "" })}>
              {say(words.clearArea)}
            </button>
          )}
        </div>
      </div>
      <p className="small quiet map-hint" aria-live="polite">
        {say(drawing === undefined ? words.legend : drawing === "box" ? words.boxHint : words.drawHint)}
      </p>
      <DistrictMap
        label={say(words.mapLabel)}
        things={things}
        marks={marks}
        heat={heat}
        onMark={pressed}
        onView={(view, middle) => onMoved(view, middle)}
        {...(look === undefined ? {} : { look })}
        {...choosing}
      />
    </section>
  );
}

/** Where an address looks: longitude, latitude, zoom; undefined where it says nothing that can be read. */
function lookOf(at: string): DistrictMapProps["look"] {
  const [lon = Number.NaN, lat = Number.NaN, zoom = Number.NaN, ...more] = at.split(",").map(Number);
  const fits = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22 && more.length === 0;
  return at !== "" && fits ? { at: [lon, lat], zoom } : undefined;
}

/** So near that the cases of a cluster fill half of the map; at least a step nearer than before. */
function nearer(
  {
    bounds: [west = 0, south = 0, east = 0, north = 0],
    at: [lon = 0, lat = 0],
  }: MapCountsAnswer["clusters"][number],
  before: DistrictMapProps["look"],
): NonNullable<DistrictMapProps["look"]> {
  const across = Math.max(east - west, (north - south) * 1.5, 0.001);
  const zoom = Math.min(17, Math.log2((360 * 500) / (512 * across)));
  return { at: [lon, lat], zoom: Math.max(zoom, (before?.zoom ?? 9) + 0.5) };
}

function marksOf(counts: MapCountsAnswer | undefined, say: Say): readonly MapMark[] {
  if (counts === undefined) return [];
  const clusters = counts.clusters.map((cluster, index): MapMark => {
    const { at, open, urgent, overdue, near } = cluster;
    return {
      id: `${CLUSTER}${index}`,
      at: spotOf(at),
      text: shortNumber(open),
      title: say(words.clusterTitle, { open, urgent, overdue, near }),
      size: Math.round(30 + 9 * Math.log10(open)),
      late: overdue / open,
      near: near / open,
      urgent: urgent > 0,
    };
  });
  const urgent = counts.points
    .filter((point) => point.urgent)
    .map(({ caseNo, title, stateName, at }): MapMark => ({
      id: caseNo,
      at: spotOf(at),
      text: "!",
      title: say(words.pointTitle, { title: say(title), state: say(stateName) }),
      size: 26,
      late: 1,
      near: 0,
      urgent: true,
    }));
  return [...clusters, ...urgent];
}

/** 1,234 in the small circle of a map is 1.2千; exact in its title. */
const shortNumber = (value: number): string =>
  value < 10_000 ? String(value) : `${(value / 10_000).toFixed(1)}万`;

const spotOf = ([lon = 0, lat = 0]: readonly number[]): Spot => [lon, lat];

function thingsOf(counts: MapCountsAnswer | undefined, area: string): readonly MapThing[] {
  const ring = ringOf(area);
  return [
    ...(ring === undefined ? [] : [{ id: "area", kind: "area" as const, rings: [ring] }]),
    ...(counts?.points ?? [])
      .filter((point) => !point.urgent)
      .map(({ caseNo, at, due }) => ({
        id: caseNo,
        kind: "point" as const,
        at: spotOf(at),
        tone:
          due === "overdue" ? ("late" as const) : due === "near" ? ("near" as const) : ("action" as const),
      })),
  ];
}

/** The corners of an area of the address, closed; undefined where there is none that could be drawn. */
function ringOf(area: string): readonly Spot[] | undefined {
  const parts = area.split(",").map((part) => part.trim().split(/\s+/).map(Number));
  const sides = parts.every((part) => part.length === 1) ? parts.flat() : [];
  const [west = 0, south = 0, east = 0, north = 0] = sides;
  const corners: readonly Spot[] =
    sides.length === 4
      ? [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ]
      : parts.map(spotOf);
  const isDrawn =
    corners.length > 2 && corners.flat().every((side) => Number.isFinite(side) && Math.abs(side) <= 180);
  return isDrawn ? [...corners, ...corners.slice(0, 1)] : undefined;
}

function heatOf(counts: MapCountsAnswer | undefined): NonNullable<DistrictMapProps["heat"]> {
  const most = Math.max(1, ...(counts?.clusters ?? []).map(({ open }) => open));
  return (counts?.clusters ?? []).map(({ at, open }) => ({ at: spotOf(at), weight: Math.sqrt(open / most) }));
}
