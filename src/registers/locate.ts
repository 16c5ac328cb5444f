import {
  ANSWERS_FOR,
  CELLS_FIELD,
  DUTY_GRID_REGISTER,
  DUTY_PERSON_REGISTER,
  locatePoint,
  townOf,
  type DistrictPack,
  type PointInDistrict,
  type Register,
} from "#district";
import { localDateOf, ok, type Instant, type Json, type LocalDate, type Problem, type Result } from "#kernel";
import type { GeoPoint } from "#places";
import type { StoredRecord } from "./ports.ts";

/** The live records of a register that hold one of some values in a field (`lookup` of register.yaml). */
export type FindRecordsBy = (
  register: string,
  field: string,
  values: readonly string[],
) => Promise<readonly StoredRecord[]>;

/** Somebody who answers for a duty grid or a zone on a day. */
export type DutyPerson = {
  /** The record's id in the register of duty persons. */
  readonly id: string;
  readonly name: string;
  /** The choice of the register: gridWorker, riverChief, roadChief … */
  readonly duty: string;
  /** district, town or village where the duty has levels; null else. */
  readonly level: string | null;
  /** Whom the person works for, where the record says so. */
  readonly organ: string | null;
  /** The account that the person signs in with; null where there is none. */
  readonly account: string | null;
  /** The duty grid or zone that brings the person here. */
  readonly grid: string | null;
  readonly zone: string | null;
  readonly from: LocalDate;
  /** The last day in office; null where none is set. */
  readonly to: LocalDate | null;
};

/** What lies at a point, and who answers for it. */
export type Located = PointInDistrict & {
  /** The street or town office there; null where none covers the point. */
  readonly organ: string | null;
  readonly dutyGrid: { readonly id: string; readonly name: string; readonly organ: string } | null;
  /** In office on the day: of the grid first, then of zones, parts before wholes. */
  readonly persons: readonly DutyPerson[];
};

type Pack = Pick<DistrictPack, "code" | "name" | "divisions" | "places" | "organs" | "registers">;

/**
 * Point → cell → duty grid → who is in office there on the day of `at` → organ. Shapes are looked up in memory, duties by
 * two questions to an index. Errors: POINT_OUTSIDE_DISTRICT.
 */
export async function locate(
  pack: Pack,
  find: FindRecordsBy,
  point: GeoPoint,
  at: Instant,
): Promise<Result<Located, Problem>> {
  const found = locatePoint(pack, point);
  if (!found.ok) return found;
  const { cell, division, zones } = found.value;
  const grid = cell === null ? undefined : await gridOf(pack, find, cell);
  const persons = await onDuty(
    pack,
    find,
    grid?.id ?? null,
    zones.map(({ id }) => id),
  );
  const today = localDateOf(at);
  return ok({
    ...found.value,
    organ: townOf(pack, division),
    dutyGrid:
      grid === undefined
        ? null
        : { id: grid.id, name: textOf(grid.data["name"]) ?? grid.id, organ: grid.organ },
    persons: persons.filter(({ from, to }) => from <= today && (to === null || to >= today)),
  });
}

async function gridOf(pack: Pack, find: FindRecordsBy, cell: string): Promise<StoredRecord | undefined> {
  const register = pack.registers.get(DUTY_GRID_REGISTER);
  if (register === undefined) return undefined;
  const grids = await find(register.id, CELLS_FIELD, [cell]);
  return grids.find((grid) => isLive(register, grid));
}

const isLive = ({ statuses }: Register, { status }: StoredRecord): boolean =>
  statuses.find(({ id }) => id === status)?.live !== false;

async function onDuty(
  pack: Pack,
  find: FindRecordsBy,
  grid: string | null,
  zones: readonly string[],
): Promise<readonly DutyPerson[]> {
  const places = [...(grid === null ? [] : [grid]), ...zones];
  const register = pack.registers.get(DUTY_PERSON_REGISTER);
  if (register === undefined || places.length === 0) return [];
  const records = (await find(register.id, ANSWERS_FOR, places)).filter((record) => isLive(register, record));
  const rank = (person: DutyPerson): number => places.indexOf(person.grid ?? person.zone ?? "");
  return records
    .flatMap((record) => dutyPersonOf(record, zones))
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** A person's record as a duty; nobody where its term cannot be read. */
function dutyPersonOf({ id, data }: StoredRecord, zones: readonly string[]): readonly DutyPerson[] {
  const [from, place, duty] = [textOf(data["from"]), textOf(data[ANSWERS_FOR]), textOf(data["duty"])];
  if (from === null || place === null || duty === null) return [];
  return [
    {
      id,
      name: textOf(data["name"]) ?? id,
      duty,
      level: textOf(data["level"]),
      organ: textOf(data["organ"]),
      account: textOf(data["account"]),
      grid: zones.includes(place) ? null : place,
      zone: zones.includes(place) ? place : null,
      from: from as LocalDate,
      to: textOf(data["to"]) as LocalDate | null,
    },
  ];
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
