import type { MapThing } from "./layers.ts";
import type { MapMark } from "./marks.ts";

type Spot = readonly [lon: number, lat: number];

/** West, south, east, north in degrees, and how near the map is. */
export type MapView = { readonly bounds: readonly [number, number, number, number]; readonly zoom: number };

export type DistrictMapProps = {
  /** What the map shows, for screen readers. */
  readonly label: string;
  /** Drawn over the ground. Everything drawn must also stand in a list beside the map: a map is not for everybody. */
  readonly things?: readonly MapThing[];
  /** Numbers and signs over the ground; a press is told by `onMark`. */
  readonly marks?: readonly MapMark[];
  readonly onMark?: (id: string) => void;
  /** Where much is, as warmth. */
  readonly heat?: readonly { readonly at: Spot; readonly weight: number }[];
  /** A thing was chosen on the map. */
  readonly onChoose?: (id: string) => void;
  /** A point was chosen; with it the map takes clicks, and Enter at its middle. */
  readonly onPick?: (at: Spot) => void;
  /** A ring was drawn: corners by clicks, closed by Enter or a second click on the first. */
  readonly onDraw?: (ring: readonly Spot[]) => void;
  /** A box by two of its corners, or a ring of as many as are set. */
  readonly drawing?: "ring" | "box";
  /** What is in view, whenever the map has come to rest. */
  readonly onView?: (view: MapView, middle: Spot) => void;
  /** What is brought into view. */
  readonly look?: { readonly at: Spot; readonly zoom: number };
};
