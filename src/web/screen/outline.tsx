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
      const [x, y] = path.centroid(feature);
      return { code, name, d: path(feature) ?? "", x, y, own: code === own.code };
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
        {neighbours
          .filter(({ x, y }) => x > 40 && x < WIDTH - 40 && y > 20 && y < HEIGHT - 20)
          .map(({ code, name, x, y }) => (
            <text key={code} x={x} y={y} className="outline-name">
              {name}
            </text>
          ))}
      </svg>
      <figcaption>{screen.attribution}</figcaption>
    </figure>
  );
}
