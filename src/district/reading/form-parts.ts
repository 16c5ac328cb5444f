import { faultOf } from "../shape/fault.ts";
import { readText, type PackReader } from "../pack/pack-reader.ts";
import type { Division, DivisionLevel } from "../parts/division.ts";
import type { Organ } from "../parts/organ.ts";
import type { PackList } from "../parts/list.ts";
import type { Zone } from "../parts/places.ts";
import { initialsOf } from "../parts/sounds.ts";
import { syllablesOf } from "../parts/sought-words.ts";
import { isJsonObject, type Json, type JsonObject } from "#kernel";

/**
 * What forms are put together from: the district's data elements (数据元, `elements.json`), each one field that is
 * asked in the same words everywhere, and the choices that follow from other parts of the pack.
 */
export type FormParts = {
  readonly elements: Readonly<Record<string, JsonObject>>;
  /** Undefined where the file could not be read: that is blamed once, and fields that choose from it are left free. */
  readonly divisions: ReadonlyMap<string, Division> | undefined;
  readonly lists: ReadonlyMap<string, PackList>;
  readonly organs: ReadonlyMap<string, Organ> | undefined;
  readonly zones: ReadonlyMap<string, Pick<Zone, "id" | "name" | "kind">>;
  /** What may be chosen from registers whose records are rows of the folder, by register. */
  readonly registers: ReadonlyMap<string, readonly RowChoice[]>;
};

/** A row of the folder as a choice. */
export type RowChoice = PackList[number] & { readonly row: Readonly<Record<string, Json>> };

const ELEMENTS = "elements.json";

/** Reads the data elements: a name such as `person.idNo` → the schema of the field. A pack may do without. */
export function readElements(reader: PackReader): FormParts["elements"] {
  if (!reader.files.has(ELEMENTS)) return {};
  const source = readText(reader, ELEMENTS);
  if (source === undefined) return {};
  try {
    const read: unknown = JSON.parse(source);
    if (isJsonObject(read as Json) && Object.values(read as JsonObject).every(isJsonObject))
      return read as Readonly<Record<string, JsonObject>>;
    reader.report(faultOf(ELEMENTS, "", "FORM_SCHEMA_WRONG", { why: "not an object of objects" }));
  } catch (cause) {
    reader.report(faultOf(ELEMENTS, "", "PACK_FILE_UNREADABLE", { why: String(cause) }));
  }
  return {};
}

/** What could not be put together: `what` names the element or the choices that are not there. */
export type MissingPart = { readonly kind: "element" | "choices"; readonly what: string };

/**
 * A form with `x-element` and `x-choices` put in: an element's schema under the field's own keys, and `oneOf` for the
 * choices `communities`, `towns`, `divisions`, `organs`, `zones`, `zones:<kind>`, `list:<id>` or `register:<id>`; choices that are searched (`x-widget: search`)
 * with how they sound. `x-offers: {register, sets}` becomes the rows of a register, each with the fields of the form that
 * choosing it fills in. What is missing is told and left out.
 */
export function assembleForm(
  schema: Json,
  parts: FormParts,
  missing: (part: MissingPart, at: readonly (string | number)[]) => void,
  at: readonly (string | number)[] = [],
): Json {
  if (Array.isArray(schema)) return schema.map((each, i) => assembleForm(each, parts, missing, [...at, i]));
  if (!isJsonObject(schema)) return schema;
  const { "x-element": element, ...rest } = schema;
  const known = typeof element === "string" ? parts.elements[element] : undefined;
  if (element !== undefined && known === undefined) missing({ kind: "element", what: String(element) }, at);
  const { "x-choices": choices, ...own }: JsonObject = { ...known, ...rest };
  const isSearched = own["x-widget"] === "search";
  const chosen = choices === undefined ? null : choicesOf(String(choices), parts, isSearched);
  if (chosen === undefined) missing({ kind: "choices", what: String(choices) }, at);
  const assembled = Object.entries(own).map(([key, value]) => {
    // A value that people gave, such as a default, is no schema.
    const inside = key === "default" || key === "const" || key === "enum";
    if (key === "x-offers")
      return [
        key,
        offersOf(value, parts, () => missing({ kind: "choices", what: JSON.stringify(value) }, at)),
      ];
    return [key, inside ? value : assembleForm(value, parts, missing, [...at, key])] as const;
  });
  return { ...Object.fromEntries(assembled), ...(chosen == null ? {} : { oneOf: chosen }) };
}

/** Null where the part they are in could not be read; undefined where there are no such choices. */
function choicesOf(
  choices: string,
  { divisions, lists, organs, zones, registers }: FormParts,
  isSearched: boolean,
): readonly Json[] | null | undefined {
  if (choices === "communities") return places(divisions, "community");
  if (choices === "towns") return places(divisions, "town");
  if (choices === "divisions") return places(divisions, null);
  if (choices === "organs") return organs === undefined ? null : organChoices(organs);
  const named = (value: string, title: string, en: string | null): Json => ({
    const: value,
    title,
    ...(en === null ? {} : { "x-en": en }),
    ...(isSearched ? { "x-find": soundsOf(title) } : {}),
  });
  const [from = "", id = ""] = choices.split(":");
  if (from === "zones") {
    const ofKind = [...zones.values()].filter(({ kind }) => id === "" || kind === id);
    return ofKind.length === 0 && id !== ""
      ? undefined
      : ofKind.map((zone) => named(zone.id, zone.name, null));
  }
  const list = from === "list" ? lists.get(id) : from === "register" ? registers.get(id) : undefined;
  return list?.map(({ value, name }) => named(value, name.zh, name.en));
}

/** A name as it is typed by its sound: syllables and their initials, e.g. `baolulaji bllj`. */
function soundsOf(name: string): string {
  const syllables = syllablesOf(name);
  return `${syllables.join("")} ${initialsOf(syllables)}`;
}

/** The rows that a field offers: under what they are found, and which fields of the form each fills in. */
function offersOf(asked: Json, { registers }: FormParts, missing: () => void): Json {
  const { register, sets } = isJsonObject(asked) ? asked : {};
  const rows = registers.get(String(register));
  if (rows === undefined || sets === undefined || !isJsonObject(sets)) {
    missing();
    return [];
  }
  return rows.map(({ value, name, row }) => ({
    const: value,
    title: name.zh,
    "x-en": name.en,
    "x-find": soundsOf(name.zh),
    sets: Object.fromEntries(Object.entries(sets).map(([field, of]) => [field, row[String(of)] ?? null])),
  }));
}

const organChoices = (organs: ReadonlyMap<string, Organ>): readonly Json[] =>
  [...organs.values()].map(({ id, name }) => ({ const: id, title: name.zh, "x-en": name.en }));

/** Places by name; a community after its street or town, so that two of one name are told apart. */
function places(
  divisions: ReadonlyMap<string, Division> | undefined,
  level: DivisionLevel | null,
): readonly Json[] | null {
  if (divisions === undefined) return null;
  return [...divisions.values()]
    .filter((each) => level === null || each.level === level)
    .map(({ code, name, parent, level: own }) => {
      const above = own === "community" && parent !== null ? divisions.get(parent) : undefined;
      return { const: code, title: above === undefined ? name : `${above.name} ${name}` };
    });
}
