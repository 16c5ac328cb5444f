import type { StyleSpecification } from "./map-library.ts";

/** Colours of the quiet ground, the same by day and night but for how light they are. */
const DAY = {
  land: "#fafaf7",
  outside: "#ecece6",
  water: "#9dbfc6",
  road: "#cfcabb",
  line: "#8c958f",
  faint: "#c9cec8",
  cell: "#b9c2bd",
  green: "#dfe8da",
};

const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** Where each sort of shape begins to be seen. */
export const CELL_ZOOM = 13;

/** The ground of every map: areas, zones, divisions and cells, drawn from our own shapes; no tiles, no glyphs. */
export function baseStyle(): StyleSpecification {
  const { land, outside, water, road, line, faint, cell, green } = DAY;
  return {
    version: 8,
    sources: {
      ground: { type: "geojson", data: EMPTY },
      zones: { type: "geojson", data: EMPTY },
      cells: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "outside", type: "background", paint: { "background-color": outside } },
      {
        id: "land",
        type: "fill",
        source: "ground",
        filter: ["==", ["get", "level"], "district"],
        paint: { "fill-color": land },
      },
      {
        id: "forest",
        type: "fill",
        source: "zones",
        filter: ["==", ["get", "kind"], "forest"],
        paint: { "fill-color": green },
      },
      {
        id: "road",
        type: "line",
        source: "zones",
        filter: ["==", ["get", "kind"], "road"],
        paint: { "line-color": road, "line-width": 2 },
      },
      {
        id: "river",
        type: "line",
        source: "zones",
        filter: ["==", ["get", "kind"], "river"],
        paint: { "line-color": water, "line-width": 3 },
      },
      {
        id: "cell",
        type: "line",
        source: "cells",
        minzoom: CELL_ZOOM,
        paint: { "line-color": cell, "line-width": 0.6 },
      },
      {
        id: "community",
        type: "line",
        source: "ground",
        minzoom: 11,
        filter: ["==", ["get", "level"], "community"],
        paint: { "line-color": faint, "line-width": 1 },
      },
      {
        id: "town",
        type: "line",
        source: "ground",
        filter: ["==", ["get", "level"], "town"],
        paint: { "line-color": line, "line-width": 1.2, "line-dasharray": [3, 2] },
      },
      {
        id: "district",
        type: "line",
        source: "ground",
        filter: ["==", ["get", "level"], "district"],
        paint: { "line-color": line, "line-width": 2 },
      },
    ],
  };
}
