import { createElement, useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { mapWords as words } from "../words/map.ts";
import { drawThings, type MapThing } from "./layers.ts";
import type { DrawnMap } from "./map-library.ts";

type Spot = readonly [lon: number, lat: number];

/** The four corners of the box that two opposite ones make. */
const boxOf = ([a, b]: readonly Spot[]): readonly Spot[] =>
  a === undefined || b === undefined ? [] : [a, [b[0], a[1]], b, [a[0], b[1]]];

/** So near a click means the corner that stands there, in pixels. */
const SAME_PX = 12;

function isSame(map: DrawnMap, corner: Spot, other: Spot | undefined): boolean {
  if (other === undefined) return false;
  const [one, two] = [map.project([corner[0], corner[1]]), map.project([other[0], other[1]])];
  return Math.hypot(one.x - two.x, one.y - two.y) <= SAME_PX;
}

/** Enter means the ring where it is not what a button or field takes. */
const isOfPage = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest("button, a, input, select, textarea, summary, dialog") === null;

/**
 * Drawing an area corner by corner: by clicks, or by moving the map and pressing the button. A ring is done by its
 * button, by Enter, or by a click on its first corner; a second click on one place adds none. A box is done with its
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
  const close = (): void => {
    if (drawing === "box" || corners.length < 3) return;
    onDraw?.(corners);
    setCorners([]);
  };
  const add = (drawn: DrawnMap, corner: Spot): void => {
    const all = [...corners, corner];
    if (drawing === "box" && all.length === 2) {
      onDraw?.(boxOf(all));
      setCorners([]);
    } else if (drawing === "ring" && corners.length > 2 && isSame(drawn, corner, corners[0])) close();
    else if (!isSame(drawn, corner, corners.at(-1))) setCorners(all);
  };
  const addHere = useEffectEvent(add);
  const closeHere = useEffectEvent(close);
  useEffect(() => {
    if (map === null || !isDrawing) return undefined;
    const clicked = map.on("click", ({ lngLat }) => addHere(map, [lngLat.lng, lngLat.lat]));
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Enter" && isOfPage(event.target)) closeHere();
    };
    window.addEventListener("keydown", pressed);
    // Two clicks are two corners.
    map.doubleClickZoom.disable();
    return () => {
      clicked.unsubscribe();
      window.removeEventListener("keydown", pressed);
      map.doubleClickZoom.enable();
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
      add(map, [lng, lat]);
    }),
    button(say(words.undoCorner), () => setCorners((known) => known.slice(0, -1)), corners.length === 0),
    ...(drawing === "box"
      ? []
      : [button(say(words.closeRing, { n: corners.length }), close, corners.length < 3)]),
  ]);
}

const button = (text: string, act: () => void, disabled = false): ReactNode =>
  createElement("button", { key: text, type: "button", className: "button", onClick: act, disabled }, text);
