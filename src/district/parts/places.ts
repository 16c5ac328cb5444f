import {
  bilingual,
  fieldName,
  flag,
  listOf,
  object,
  optional,
  wholeNumber,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual } from "#kernel";
import type { Area, Line, Polygon } from "#places";

/** A unit grid cell (单元网格): the lowest division, about 10,000 m². */
export type GridCell = {
  /** 15 digits; the first 12 are its community's. */
  readonly code: string;
  readonly community: string;
  readonly polygon: Polygon;
  /** The line of its file. */
  readonly line: number;
};

/** A kind of zone: a river, a road, an economic zone. */
export type ZoneKind = {
  readonly id: string;
  readonly name: Bilingual;
  /** What its chief is called (河长、路长、林长). */
  readonly chief: Bilingual;
  /** Metres beside a line of this kind that still count as on it. */
  readonly near: number;
};

/** An area or a line laid over the divisions: an economic zone, a road's section, a river's reach. */
export type Zone = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** The zone that it is a part of. */
  readonly within: string | null;
  /** Whose chief answers for it: the district's, a town's or a community's. */
  readonly division: string;
  readonly area: Area | null;
  readonly lines: readonly Line[] | null;
};

/** `places/places.yaml`: what is told of the shapes. */
export type PlacesFile = {
  /** Drawn for want of surveyed shapes: said wherever they are seen. */
  readonly schematic: boolean;
  readonly note: Bilingual;
  /** So many metres outside the outline still count as within: what the outline may be wrong by. */
  readonly outlineMargin: number;
  /** m² that a cell may have. */
  readonly cellArea: { readonly least: number; readonly most: number };
  readonly zoneKinds: readonly ZoneKind[];
};

/** Where things are: the outline, areas of towns and communities, cells, and zones over them. */
export type Places = PlacesFile & {
  readonly outline: Area;
  /** By division code; towns and communities, as far as their shapes are known. */
  readonly areas: ReadonlyMap<string, Area>;
  /** By code, in the order of the file. */
  readonly cells: ReadonlyMap<string, GridCell>;
  readonly zones: ReadonlyMap<string, Zone>;
};

export const placesFile: Shape<PlacesFile> = object<PlacesFile>({
  schematic: flag,
  note: bilingual,
  outlineMargin: optional(wholeNumber, 0),
  cellArea: object({ least: wholeNumber, most: wholeNumber }),
  zoneKinds: optional(
    listOf(object<ZoneKind>({ id: fieldName, name: bilingual, chief: bilingual, near: wholeNumber })),
    [],
  ),
});

/** A district that has no shapes but its outline. */
export const NO_PLACES: PlacesFile = {
  schematic: false,
  note: { zh: "", en: "" },
  outlineMargin: 0,
  cellArea: { least: 0, most: 0 },
  zoneKinds: [],
};
