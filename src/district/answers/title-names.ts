import type { DistrictPack, Matter } from "../pack/pack.ts";
import { feelText } from "./place-of-case.ts";
import { isJsonObject, type Instant, type Json, type JsonObject } from "#kernel";

type Row = Readonly<Record<string, Json>>;

/** Kept by the pack, which never changes while it is in use. */
const byPack = new WeakMap<object, ReadonlyMap<string, ReadonlyMap<string, Row>>>();

/** The row of a register whose records are rows of the folder, by its key; undefined where there is none. */
export function findRow(
  pack: Pick<DistrictPack, "registerRows" | "registers">,
  register: string,
  key: string,
): Row | undefined {
  const known = byPack.get(pack.registerRows) ?? rowsOf(pack);
  byPack.set(pack.registerRows, known);
  return known.get(register)?.get(key);
}

function rowsOf({
  registerRows,
  registers,
}: Pick<DistrictPack, "registerRows" | "registers">): ReadonlyMap<string, ReadonlyMap<string, Row>> {
  return new Map(
    registerRows.map(({ register, rows }) => {
      const key = registers.get(register)?.key ?? "";
      return [register, new Map(rows.map((row) => [String(row[key]), row]))];
    }),
  );
}

/**
 * A case's title by its matter's FEEL (`caseTitle`) over its variables, the personal fields of its form included;
 * undefined where it gives no text.
 */
export function titleOfCase(
  pack: Parameters<typeof titleNames>[0],
  matter: Pick<Matter, "caseTitle" | "titleNames">,
  variables: JsonObject,
  now: Instant,
): string | undefined {
  const names = titleNames(pack, matter, variables, now);
  return feelText(matter.caseTitle, { ...variables, names }, now);
}

/**
 * What a title may say beside the form: names of rows by the matter's `titleNames` (null where there is none), of the
 * place, and of the zone that the form names.
 */
export function titleNames(
  pack: Pick<DistrictPack, "registerRows" | "registers" | "divisions" | "places">,
  matter: Pick<Matter, "titleNames">,
  context: JsonObject,
  now: Instant,
): JsonObject {
  const named = Object.entries(matter.titleNames).map(([name, { register, key, field }]) => {
    const found = findRow(pack, register, feelText(key, context, now) ?? "");
    return [name, found?.[field] ?? null] as const;
  });
  const place = pack.divisions.get(String(context["division"]))?.name ?? null;
  const { form } = context;
  const zone =
    form !== undefined && isJsonObject(form) ? pack.places.zones.get(String(form["zone"])) : undefined;
  return { place, zone: zone?.name ?? null, ...Object.fromEntries(named) };
}
