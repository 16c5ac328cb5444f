import { setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";

// The library looks for its worker beside itself, where a bundle has none.
setWorkerUrl(workerUrl);

export { Map as DrawnMap, Marker, NavigationControl } from "maplibre-gl";
export type { GeoJSONSource, StyleSpecification } from "maplibre-gl";
