import type { MapThing } from "./layers.ts";

type Spot = readonly [lon: number, lat: number];

export type DistrictMapProps = {
  /** What the map shows, for screen readers. */
  readonly label: string;
  /** Drawn over the ground. Everything drawn must also stand in a list beside the map: a map is not for everybody. */
  readonly things?: readonly MapThing[];
  /** A thing was chosen on the map. */
  readonly onChoose?: (id: string) => void;
  /** A point was chosen; with it the map takes clicks, and Enter at its middle. */
  readonly onPick?: (at: Spot) => void;
  /** A ring was drawn: corners by clicks, closed by Enter or a second click on the first. */
  readonly onDraw?: (ring: readonly Spot[]) => void;
  /** What is brought into view. */
  readonly look?: { readonly at: Spot; readonly zoom: number };
};
