import { createElement, useEffect, useState, type ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { mapWords as words } from "../words/map.ts";
import { drawThings } from "./layers.ts";
import type { DrawnMap } from "./map-library.ts";

type Spot = readonly [lon: number, lat: number];

/** Drawing an area corner by corner: by clicks, or by moving the map and pressing the button. */
export function useRing(
  map: DrawnMap | null,
  onDraw: ((ring: readonly Spot[]) => void) | undefined,
): ReactNode {
  const say = useSay();
  const [corners, setCorners] = useState<readonly Spot[]>([]);
  const isDrawing = onDraw !== undefined;
  useEffect(() => {
    if (map === null || !isDrawing) return undefined;
    const clicked = map.on("click", ({ lngLat }) =>
      setCorners((known) => [...known, [lngLat.lng, lngLat.lat]]),
    );
    return () => clicked.unsubscribe();
  }, [map, isDrawing]);
  useEffect(() => {
    if (map === null || !isDrawing || corners.length === 0) return;
    const path = [...corners, ...corners.slice(0, 1)];
    drawThings(map, [
      ...(corners.length > 1 ? [{ id: "ring", kind: "line" as const, path }] : []),
      ...corners.map((at, index) => ({ id: `corner-${index}`, kind: "point" as const, at })),
    ]);
  }, [map, corners, isDrawing]);
  if (map === null || onDraw === undefined) return null;
  return createElement("div", { className: "map-drawing" }, [
    button(say(words.cornerHere), () => {
      const { lng, lat } = map.getCenter();
      setCorners((known) => [...known, [lng, lat]]);
    }),
    button(say(words.undoCorner), () => setCorners((known) => known.slice(0, -1)), corners.length === 0),
    button(
      say(words.closeRing, { n: corners.length }),
      () => {
        onDraw(corners);
        setCorners([]);
      },
      corners.length < 3,
    ),
  ]);
}

const button = (text: string, act: () => void, disabled = false): ReactNode =>
  createElement("button", { key: text, type: "button", className: "button", onClick: act, disabled }, text);
