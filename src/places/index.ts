// Places on the ground: points, areas and lines, what lies in what, how far and how large, and the codes of grid cells
// and components. Coordinates are whole units of 1e-7 degree, so that nothing about sides of an edge is rounded.
// It knows no district and reads no file: shapes come in as text or GeoJSON. Start with shape.ts, then in-area.ts.
export { boxIndex, type BoxIndex } from "./box-index.ts";
export {
  formatComponentCode,
  parseCellCode,
  parseComponentCode,
  type CellCode,
  type ComponentCode,
} from "./codes.ts";
export { isInArea, isInPolygon } from "./in-area.ts";
export {
  judgeTrack,
  type PatrolRule,
  type TrackFault,
  type TrackPoint,
  type TrackVerdict,
} from "./judge-track.ts";
export {
  distanceBetween,
  distanceToEdge,
  isNearEdge,
  distanceToLine,
  lengthOfLine,
  lengthOfTrack,
  middleOf,
  squareMetresOf,
} from "./measure.ts";
export { degreesOf, parsePoint, unitsOf, type GeoPoint } from "./point.ts";
export { parseGeometry, parseWkt, type ShapeFault } from "./read-shape.ts";
export {
  boxAround,
  boxesMeet,
  cornerAt,
  type Area,
  type Box,
  type Line,
  type Polygon,
  type Ring,
  type Shape,
} from "./shape.ts";
export { isSimple, overlap } from "./sound-ring.ts";
export { tileOf, tilesIn, type Bounds } from "./tile.ts";
export { areaGeometry, lineGeometry } from "./to-geometry.ts";
