import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const Named = Type.Object({ code: Type.String(), name: Bilingual });

/** Somebody in office for a duty grid or a zone. */
export const DutyPersonAnswer = Type.Object({
  /** The record in the register of duty persons. */
  id: Type.String(),
  name: Type.String(),
  duty: Type.String(),
  /** 网格员, 区级河长 … */
  dutyName: Bilingual,
  organName: Type.Union([Bilingual, Type.Null()]),
  account: Type.Union([Type.String(), Type.Null()]),
  /** What the person answers for here: a duty grid or a zone by name. */
  answersFor: Bilingual,
  from: Type.String(),
  to: Type.Union([Type.String(), Type.Null()]),
});
export type DutyPersonAnswer = Static<typeof DutyPersonAnswer>;

/** GET /api/places/at — what lies at a point, and whose it is. */
export const PlaceAnswer = Type.Object({
  lon: Type.Number(),
  lat: Type.Number(),
  /** The 15-digit grid cell; null where the ground is not divided into cells. */
  cell: Type.Union([Type.String(), Type.Null()]),
  community: Type.Union([Named, Type.Null()]),
  town: Type.Union([Named, Type.Null()]),
  /** The street or town office there; null where none covers the point. */
  organ: Type.Union([Type.Object({ id: Type.String(), name: Bilingual }), Type.Null()]),
  /** Rivers, roads and areas that the point is on, parts before wholes. */
  zones: Type.Array(
    Type.Object({ id: Type.String(), kind: Type.String(), kindName: Bilingual, name: Bilingual }),
  ),
  /** For staff: the duty grid and who is in office there today; null for everybody else. */
  duty: Type.Union([
    Type.Object({
      grid: Type.Union([Type.Object({ id: Type.String(), name: Bilingual }), Type.Null()]),
      persons: Type.Array(DutyPersonAnswer),
    }),
    Type.Null(),
  ]),
  /** What is said wherever shapes that were not surveyed are used; null where they were. */
  schematic: Type.Union([Bilingual, Type.Null()]),
});
export type PlaceAnswer = Static<typeof PlaceAnswer>;

/** GET /api/desk/places/open — open cases by cell; those outside every cell by their division. */
export const OpenByCellAnswer = Type.Object({
  cells: Type.Array(Type.Object({ cell: Type.String(), division: Type.String(), open: Type.Integer() })),
  divisions: Type.Array(Type.Object({ division: Type.String(), open: Type.Integer() })),
});
export type OpenByCellAnswer = Static<typeof OpenByCellAnswer>;

/** GET /api/places/map — what every map's ground is drawn from, as GeoJSON. */
export const MapAnswer = Type.Object({
  /** West, south, east, north in degrees. */
  bounds: Type.Array(Type.Number()),
  /** So many metres outside the district's outline still count as within it. */
  margin: Type.Integer(),
  /** The district, towns and communities (`properties.code`, `level`). */
  ground: Type.Record(Type.String(), Type.Unknown()),
  /** Whole rivers, roads and areas (`properties.id`, `kind`). */
  zones: Type.Record(Type.String(), Type.Unknown()),
  labels: Type.Array(
    Type.Object({
      code: Type.String(),
      level: Type.String(),
      name: Bilingual,
      at: Type.Array(Type.Number()),
    }),
  ),
  /** What is schematic about it; null where nothing is. */
  note: Type.Union([Bilingual, Type.Null()]),
  attribution: Type.String(),
});
export type MapAnswer = Static<typeof MapAnswer>;

/** GET /api/places/cells — grid cells within bounds, 3,000 at most (`properties.code`). */
export const CellsAnswer = Type.Object({ cells: Type.Record(Type.String(), Type.Unknown()) });
export type CellsAnswer = Static<typeof CellsAnswer>;
