import type { DrawnMap, GeoJSONSource } from "./map-library.ts";

type Spot = readonly [lon: number, lat: number];

/** What is drawn over the ground: points, lines or areas, each with an id that a click tells. */
export type MapThing =
  | { readonly id: string; readonly kind: "point"; readonly at: Spot; readonly tone?: Tone }
  | { readonly id: string; readonly kind: "line"; readonly path: readonly Spot[]; readonly tone?: Tone }
  | {
      readonly id: string;
      readonly kind: "area";
      readonly rings: readonly (readonly Spot[])[];
      readonly tone?: Tone;
    };

/** By meaning, never by colour alone: what a tone says stands in words in the list beside the map. */
type Tone = "action" | "good" | "near" | "late" | "paused";

const TONES: Readonly<Record<Tone, string>> = {
  action: "#146c78",
  good: "#2e7d4f",
  near: "#b7791f",
  late: "#c7281e",
  paused: "#6b6a8a",
};
const THINGS = "things";

/** Puts the layers of things on a map that has its style. */
export function addThings(map: DrawnMap): void {
  if (map.getSource(THINGS) !== undefined) return;
  map.addSource(THINGS, { type: "geojson", data: collection([]) });
  const colour = ["get", "colour"] as unknown as string;
  map.addLayer({
    id: "thing-area",
    type: "fill",
    source: THINGS,
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colour, "fill-opacity": 0.18 },
  });
  map.addLayer({
    id: "thing-line",
    type: "line",
    source: THINGS,
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": colour, "line-width": 2.5 },
  });
  map.addLayer({
    id: "thing-point",
    type: "circle",
    source: THINGS,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-color": colour,
      "circle-radius": 7,
      "circle-stroke-color": "#ffffff",
      "circle-stroke-width": 2,
    },
  });
}

const HEAT = "heat";

/** Draws where much is; nothing where nothing is given. */
export function drawHeat(
  map: DrawnMap,
  heat: readonly { readonly at: Spot; readonly weight: number }[],
): void {
  const features: readonly GeoJSON.Feature[] = heat.map(({ at, weight }) => ({
    type: "Feature",
    properties: { weight },
    geometry: { type: "Point", coordinates: [...at] },
  }));
  const data: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [...features] };
  const known = map.getSource<GeoJSONSource>(HEAT);
  if (known !== undefined) {
    known.setData(data);
    return;
  }
  map.addSource(HEAT, { type: "geojson", data });
  map.addLayer(
    {
      id: HEAT,
      type: "heatmap",
      source: HEAT,
      paint: {
        "heatmap-weight": ["get", "weight"],
        "heatmap-radius": 34,
        "heatmap-opacity": 0.72,
        "heatmap-color": [
          "interpolate",
          ["linear"],
          ["heatmap-density"],
          0,
          "rgba(20, 108, 120, 0)",
          0.25,
          "rgba(20, 108, 120, 0.45)",
          0.55,
          "#b7791f",
          1,
          "#c7281e",
        ] as never,
      },
    },
    "community",
  );
}

export const THING_LAYERS = ["thing-point", "thing-line", "thing-area"];

/** Draws these things in place of those that were there. */
export function drawThings(map: DrawnMap, things: readonly MapThing[]): void {
  map.getSource<GeoJSONSource>(THINGS)?.setData(collection(things));
}

function collection(things: readonly MapThing[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: things.map((thing) => ({
      type: "Feature",
      properties: { id: thing.id, colour: TONES[thing.tone ?? "action"] },
      geometry: geometryOf(thing),
    })),
  };
}

function geometryOf(thing: MapThing): GeoJSON.Geometry {
  if (thing.kind === "point") return { type: "Point", coordinates: [...thing.at] };
  if (thing.kind === "line") return { type: "LineString", coordinates: thing.path.map((spot) => [...spot]) };
  return { type: "Polygon", coordinates: thing.rings.map((ring) => ring.map((spot) => [...spot])) };
}
