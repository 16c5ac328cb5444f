import type { MapAnswer } from "#contract";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { cellsQuery } from "../api/place-queries.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useSay } from "../language/say.ts";
import { mapWords as words } from "../words/map.ts";
import { showLabels } from "./labels.ts";
import { addThings, drawHeat, drawThings, THING_LAYERS } from "./layers.ts";
import { DrawnMap, NavigationControl, type GeoJSONSource } from "./map-library.ts";
import type { DistrictMapProps } from "./map-props.ts";
import { baseStyle, CELL_ZOOM } from "./map-style.ts";
import { showMarks } from "./marks.ts";
import { useRing } from "./use-ring.ts";

type Props = DistrictMapProps & { readonly ground: MapAnswer };

/** The drawn map itself: made once, and told what changes. */
export default function MapCanvas(props: Props): ReactNode {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<DrawnMap | null>(null);
  const { ground, label } = props;
  useEffect(() => {
    if (box.current === null) return undefined;
    const [west = 0, south = 0, east = 0, north = 0] = ground.bounds;
    const made = new DrawnMap({
      container: box.current,
      style: baseStyle(),
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    });
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.getCanvas().setAttribute("aria-label", label);
    made.on("load", () => {
      made.getSource<GeoJSONSource>("ground")?.setData(ground.ground as unknown as GeoJSON.GeoJSON);
      made.getSource<GeoJSONSource>("zones")?.setData(ground.zones as unknown as GeoJSON.GeoJSON);
      addThings(made);
      made.getContainer().dataset["drawn"] = "true";
      setMap(made);
    });
    return () => made.remove();
  }, [ground, label]);
  useLabels(map, props.ground);
  useCells(map);
  useEffect(() => {
    if (map !== null) drawThings(map, props.things ?? []);
  }, [map, props.things]);
  useEffect(() => {
    if (map !== null && props.look !== undefined)
      map.jumpTo({ center: [props.look.at[0], props.look.at[1]], zoom: props.look.zoom });
  }, [map, props.look]);
  useClicks(map, props);
  useMarks(map, props);
  useHeat(map, props.heat);
  useView(map, props.onView);
  const ring = useRing(map, props.onDraw, props.drawing ?? "ring", props.things);
  return (
    <div className="map-box">
      <div ref={box} className="map-canvas" />
      {props.onPick !== undefined && (
        <button
          type="button"
          className="button map-pick"
          onClick={() => {
            const middle = map?.getCenter();
            if (middle !== undefined) props.onPick?.([middle.lng, middle.lat]);
          }}
        >
          {say(words.pickMiddle)}
        </button>
      )}
      {ring}
    </div>
  );
}

/** While something is drawn a press on a sign is a corner of it. */
function useMarks(map: DrawnMap | null, { marks, onMark, onDraw }: Props): void {
  const tell = useEffectEvent((id: string) => onMark?.(id));
  const isDrawing = onDraw !== undefined;
  useEffect(() => {
    if (map === null || marks === undefined) return undefined;
    return showMarks(map, marks, isDrawing ? undefined : (id) => tell(id));
  }, [map, marks, isDrawing]);
}

function useHeat(map: DrawnMap | null, heat: Props["heat"]): void {
  useEffect(() => {
    if (map !== null && heat !== undefined) drawHeat(map, heat);
  }, [map, heat]);
}

function useView(map: DrawnMap | null, onView: Props["onView"]): void {
  const tell = useEffectEvent((seen: DrawnMap) => {
    const bounds = seen.getBounds();
    const { lng, lat } = seen.getCenter();
    onView?.(
      {
        bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
        zoom: seen.getZoom(),
      },
      [lng, lat],
    );
  });
  useEffect(() => {
    if (map === null) return undefined;
    const rested = (): void => tell(map);
    rested();
    map.on("moveend", rested);
    return () => void map.off("moveend", rested);
  }, [map]);
}

function useLabels(map: DrawnMap | null, { labels }: MapAnswer): void {
  const say = useSay();
  useEffect(() => {
    if (map === null) return undefined;
    return showLabels(
      map,
      labels.map(({ name, at, level }) => ({ text: say(name), at: [at[0] ?? 0, at[1] ?? 0], level })),
    );
  }, [map, labels, say]);
}

/** Cells are asked for where they are seen: ten thousand at once would be for nobody. */
function useCells(map: DrawnMap | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (map === null) return undefined;
    let gone = false;
    const look = (): void => {
      if (map.getZoom() < CELL_ZOOM) return;
      const bounds = map.getBounds();
      const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      void client
        .fetchQuery(cellsQuery(sides.map((side) => side.toFixed(3)).join(",")))
        .then(({ cells }) => {
          if (!gone) map.getSource<GeoJSONSource>("cells")?.setData(cells as unknown as GeoJSON.GeoJSON);
        })
        .catch(() => undefined);
    };
    look();
    map.on("moveend", look);
    return () => {
      gone = true;
      map.off("moveend", look);
    };
  }, [map, client]);
}

function useClicks(map: DrawnMap | null, { onChoose, onPick, onDraw }: Props): void {
  useEffect(() => {
    if (map === null || onDraw !== undefined) return undefined;
    const clicked = map.on("click", ({ point, lngLat }) => {
      const [thing] = map.queryRenderedFeatures(point, { layers: THING_LAYERS });
      const id: unknown = thing?.properties["id"];
      if (onChoose !== undefined && typeof id === "string") onChoose(id);
      else onPick?.([lngLat.lng, lngLat.lat]);
    });
    return () => clicked.unsubscribe();
  }, [map, onChoose, onPick, onDraw]);
}
