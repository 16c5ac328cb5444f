import type { CellsAnswer, MapAnswer } from "#contract";
import { inBoth, type DistrictPack, type GridCell } from "#district";
import {
  areaGeometry,
  boxAround,
  boxesMeet,
  cornerAt,
  degreesOf,
  lineGeometry,
  type Area,
  type Box,
} from "#places";

/** What the ground of a map is drawn from. */
export function mapAnswer(pack: DistrictPack): MapAnswer {
  const { outline, outlineMargin, areas, zones, schematic, note } = pack.places;
  const divisions = [
    { code: pack.code, level: "district", area: outline },
    ...[...areas].map(([code, area]) => ({ code, level: code.length === 9 ? "town" : "community", area })),
  ];
  return {
    bounds: boxAround(outline.map(({ box }) => box)).map(degreesOf),
    margin: outlineMargin,
    ground: collection(
      divisions.map(({ code, level, area }) => feature({ code, level }, areaGeometry(area))),
    ),
    zones: collection(
      // Parts lie on their wholes: drawn twice they would only be darker.
      [...zones.values()]
        .filter(({ within }) => within === null)
        .map(({ id, kind, area, lines }) =>
          feature({ id, kind }, area === null ? lineGeometry(lines ?? []) : areaGeometry(area)),
        ),
    ),
    labels: divisions
      .filter(({ level }) => level !== "district")
      .map(({ code, level, area }) => ({
        code,
        level,
        name: inBoth(pack, shortName(pack.divisions.get(code)?.name ?? code)),
        at: labelAt(area),
      })),
    note: schematic ? note : null,
    attribution: pack.outline.attribution,
  };
}

/** More than a screen holds at a zoom where cells can be told apart. */
const MOST_CELLS = 3_000;

/** The cells that bounds touch, as far as a screen can show them. */
export function cellsAnswer({ places }: DistrictPack, box: Box): CellsAnswer {
  const found: GridCell[] = [];
  for (const cell of places.cells.values()) {
    if (!boxesMeet(cell.polygon.box, box)) continue;
    found.push(cell);
    if (found.length === MOST_CELLS) break;
  }
  return { cells: collection(found.map(({ code, polygon }) => feature({ code }, areaGeometry([polygon])))) };
}

/** A place is called by its name alone on a map: not 汤岗子村民委员会 but 汤岗子村. */
const shortName = (name: string): string =>
  name.replace(/村?村(民委员会|委会)$/, "村").replace(/居(民委员|委)会$/, "");

/** The centre of gravity of the part with the most corners: corners crowd along an outline, ground does not. */
function labelAt(area: Area): number[] {
  const [largest] = area.toSorted((a, b) => b.outer.length - a.outer.length);
  if (largest === undefined) return [0, 0];
  const [x0, y0] = cornerAt(largest.outer, 0);
  let [twice, x, y] = [0, 0, 0];
  for (let at = 0; at < largest.outer.length; at += 2) {
    const [[ax, ay], [bx, by]] = [cornerAt(largest.outer, at), cornerAt(largest.outer, at + 2)];
    const part = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    twice += part;
    x += part * (ax + bx - 2 * x0);
    y += part * (ay + by - 2 * y0);
  }
  return twice === 0 ? [x0, y0].map(degreesOf) : [x0 + x / (3 * twice), y0 + y / (3 * twice)].map(degreesOf);
}

const feature = (properties: object, geometry: object): object => ({ type: "Feature", properties, geometry });
const collection = (features: readonly object[]): Record<string, unknown> => ({
  type: "FeatureCollection",
  features,
});
