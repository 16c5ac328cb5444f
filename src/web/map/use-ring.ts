import { createElement, useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { mapWords as words } from "../words/map.ts";
import { drawThings, type MapThing } from "./layers.ts";
import type { DrawnMap } from "./map-library.ts";

type Spot = readonly [lon: number, lat: number];

/** The four corners of the box that two opposite ones make. */
const boxOf = ([a, b]: readonly Spot[]): readonly Spot[] =>
  a === undefined || b === undefined ? [] : [a, [b[0], a[1]], b, [a[0], b[1]]];

/**
 * Drawing an area corner by corner: by clicks, or by moving the map and pressing the button. A box is done with its
 * second corner. What stood on the map before (`things`) stands there again when nothing is drawn any more.
 */
export function useRing(
  map: DrawnMap | null,
  onDraw: ((ring: readonly Spot[]) => void) | undefined,
  drawing: "ring" | "box",
  things: readonly MapThing[] = [],
): ReactNode {
  const say = useSay();
  const [corners, setCorners] = useState<readonly Spot[]>([]);
  const isDrawing = onDraw !== undefined;
  const add = useEffectEvent((corner: Spot) => {
    const all = [...corners, corner];
    if (drawing === "box" && all.length === 2) {
      onDraw?.(boxOf(all));
      setCorners([]);
    } else setCorners(all);
  });
  useEffect(() => {
    if (map === null || !isDrawing) return undefined;
    const clicked = map.on("click", ({ lngLat }) => add([lngLat.lng, lngLat.lat]));
    return () => {
      clicked.unsubscribe();
      setCorners([]);
    };
  }, [map, isDrawing]);
  const before = useEffectEvent((drawn: DrawnMap) => drawThings(drawn, things));
  useEffect(() => {
    if (map === null) return;
    if (!isDrawing || corners.length === 0) {
      before(map);
      return;
    }
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
      const all: readonly Spot[] = [...corners, [lng, lat]];
      if (drawing === "box" && all.length === 2) onDraw(boxOf(all));
      setCorners(drawing === "box" && all.length === 2 ? [] : all);
    }),
    button(say(words.undoCorner), () => setCorners((known) => known.slice(0, -1)), corners.length === 0),
    ...(drawing === "box"
      ? []
      : [
          button(
            say(words.closeRing, { n: corners.length }),
            () => {
              onDraw(corners);
              setCorners([]);
            },
            corners.length < 3,
          ),
        ]),
  ]);
}

const button = (text: string, act: () => void, disabled = false): ReactNode =>
  createElement("button", { key: text, type: "button", className: "button", onClick: act, disabled }, text);
