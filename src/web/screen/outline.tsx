import type { ScreenAnswer } from "#contract";
import { geoMercator, geoPath } from "d3-geo";
import { type ReactNode, useMemo } from "react";
import { isObject } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";

const WIDTH = 900;
const HEIGHT = 820;
const MARGIN = 56;

type Shape = { readonly code: string; readonly name: string; readonly feature: GeoJSON.Feature };

function shapesOf(outline: ScreenAnswer["outline"]): readonly Shape[] {
  const features: unknown = outline["features"];
  if (!Array.isArray(features)) return [];
  return features.flatMap((feature: unknown): Shape[] => {
    if (!isObject(feature) || !isObject(feature["properties"]) || !isObject(feature["geometry"])) return [];
    const { code, name } = feature["properties"];
    return [{ code: String(code), name: String(name), feature: feature as unknown as GeoJSON.Feature }];
  });
}

const GRID = 20;
const EDGE = 2;

/** Where in the picture a shape has the most room around it for its name; undefined where it is hardly seen. */
function labelPlace(d: string): { readonly x: number; readonly y: number } | undefined {
  const canvas = document.createElement("canvas").getContext("2d");
  if (canvas === null) return undefined;
  const path = new Path2D(d);
  const inside = (column: number, row: number): boolean =>
    column >= 0 &&
    row >= 0 &&
    column <= WIDTH / GRID &&
    row <= HEIGHT / GRID &&
    canvas.isPointInPath(path, column * GRID, row * GRID);
  const room = (column: number, row: number): number => {
    let steps = 0;
    // Names are wider than high, so room is asked for sideways first.
    while (
      steps < 12 &&
      inside(column - 2 * steps, row) &&
      inside(column + 2 * steps, row) &&
      inside(column, row - steps) &&
      inside(column, row + steps)
    )
      steps += 1;
    return steps;
  };
  let best = { x: 0, y: 0, room: EDGE };
  for (let column = 0; column <= WIDTH / GRID; column += 1)
    for (let row = 0; row <= HEIGHT / GRID; row += 1) {
      const here = room(column, row);
      if (here > best.room) best = { x: column * GRID, y: row * GRID, room: here };
    }
  return best.room > EDGE ? best : undefined;
}

/** The district drawn clearly, its neighbours faintly; fitted to the district. */
export function Outline({ screen }: { readonly screen: ScreenAnswer }): ReactNode {
  const say = useSay();
  const shapes = useMemo(() => shapesOf(screen.outline), [screen.outline]);
  const own = shapes.find(({ code }) => code === screen.district.code);
  const drawn = useMemo(() => {
    if (own === undefined) return [];
    const projection = geoMercator().fitExtent(
      [
        [MARGIN, MARGIN],
        [WIDTH - MARGIN, HEIGHT - MARGIN],
      ],
      own.feature,
    );
    const path = geoPath(projection).digits(1);
    return shapes.map(({ code, name, feature }) => {
      const d = path(feature) ?? "";
      return { code, name, d, label: code === own.code ? undefined : labelPlace(d), own: code === own.code };
    });
  }, [shapes, own]);
  if (own === undefined) return null;
  const neighbours = drawn.filter((shape) => !shape.own);
  return (
    <figure className="outline">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={say(screenWords.map, { district: own.name })}
      >
        {neighbours.map(({ code, d }) => (
          <path key={code} d={d} className="outline-neighbour" />
        ))}
        {drawn
          .filter((shape) => shape.own)
          .map(({ code, d }) => (
            <path key={code} d={d} className="outline-own" />
          ))}
        {neighbours.map(({ code, name, label }) =>
          label === undefined ? null : (
            <text key={code} x={label.x} y={label.y} className="outline-name">
              {name}
            </text>
          ),
        )}
      </svg>
      <figcaption>{screen.attribution}</figcaption>
    </figure>
  );
}
