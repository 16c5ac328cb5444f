import type { Bilingual } from "#contract";
import { formatDay, formatInstant } from "../format/dates.ts";
import type { Language } from "../language/say.ts";

/** A JSON Schema as packs write it, read with care: everything in it may be missing or of another type. */
export type Schema = Readonly<Record<string, unknown>>;
export type Values = Readonly<Record<string, unknown>>;
export type Choice = { readonly value: unknown; readonly label: Bilingual };

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function objectAt(schema: Schema, key: string): Schema {
  const found = schema[key];
  return isObject(found) ? found : {};
}

/** The fields of an object schema, in the order they are written. */
export function fieldsOf(schema: Schema): readonly (readonly [name: string, schema: Schema])[] {
  return Object.entries(objectAt(schema, "properties")).flatMap(([name, field]) =>
    isObject(field) ? [[name, field] as const] : [],
  );
}

export function requiredOf(schema: Schema): readonly string[] {
  const required = schema["required"];
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

export function labelOf(schema: Schema, name: string): Bilingual {
  const zh = text(schema["title"]) ?? name;
  return { zh, en: text(schema["x-en"]) ?? zh };
}

/** The hint under a label, if the schema has one: `x-note: {zh, en}`. */
export function hintOf(schema: Schema): Bilingual | undefined {
  return wordsAt(schema, "x-note");
}

/** What a number counts, said after it: `x-unit: {zh, en}`. */
export function unitOf(schema: Schema): Bilingual | undefined {
  return wordsAt(schema, "x-unit");
}

function wordsAt(schema: Schema, keyword: string): Bilingual | undefined {
  const words = objectAt(schema, keyword);
  const zh = text(words["zh"]);
  return zh === undefined ? undefined : { zh, en: text(words["en"]) ?? zh };
}

/** An example of what to write: `x-placeholder`, or the first of `examples`. */
export function exampleOf(schema: Schema): string | undefined {
  const examples: unknown = schema["examples"];
  return text(schema["x-placeholder"]) ?? text(Array.isArray(examples) ? examples[0] : undefined);
}

/** What the form starts with: the schema's defaults. */
export function defaultsOf(schema: Schema): Values {
  return Object.fromEntries(
    fieldsOf(schema).flatMap(([name, field]) =>
      field["default"] === undefined ? [] : [[name, field["default"]]],
    ),
  );
}

export function widgetOf(schema: Schema): string {
  return text(schema["x-widget"]) ?? "";
}

export function whenOf(schema: Schema): string | undefined {
  return text(schema["x-when"]);
}

export function typeOf(schema: Schema): string {
  const type = schema["type"];
  if (typeof type === "string") return type;
  return Array.isArray(type) ? (type.find((one) => typeof one === "string" && one !== "null") ?? "") : "";
}

function choiceOf(option: unknown): Choice[] {
  if (!isObject(option) || !("const" in option)) return [];
  return [{ value: option["const"], label: labelOf(option, String(option["const"])) }];
}

/** What may be picked: `oneOf: [{const, title, "x-en"}]`, or a plain `enum`. */
export function choicesOf(schema: Schema): readonly Choice[] {
  const oneOf = schema["oneOf"] ?? schema["anyOf"];
  if (Array.isArray(oneOf)) return oneOf.flatMap(choiceOf);
  const plain = schema["enum"];
  if (!Array.isArray(plain)) return [];
  return plain.map((value: unknown) => ({ value, label: { zh: String(value), en: String(value) } }));
}

/** A value in words, for reviewing what was typed. */
export function valueInWords(schema: Schema, value: unknown, language: Language): string {
  if (value === undefined || value === null || value === "") return "—";
  if (typeof value === "boolean") return language === "zh" ? (value ? "是" : "否") : value ? "Yes" : "No";
  if (Array.isArray(value)) {
    const items = objectAt(schema, "items");
    return value
      .map((one: unknown) => valueInWords(items, one, language))
      .join(language === "zh" ? "、" : ", ");
  }
  if (isObject(value)) {
    const parts = fieldsOf(schema).map(
      ([name, field]) => `${labelOf(field, name)[language]} ${valueInWords(field, value[name], language)}`,
    );
    return parts.join(language === "zh" ? "；" : "; ");
  }
  if (typeof value === "string" && schema["format"] === "date-time") return formatInstant(value, language);
  if (typeof value === "string" && schema["format"] === "date") return formatDay(value, language);
  const chosen = choicesOf(schema).find((choice) => choice.value === value);
  return chosen === undefined ? String(value) : chosen.label[language];
}

/** The value with one key changed; an empty one is taken out. */
export function withValue(values: Values, name: string, value: unknown): Values {
  const { [name]: _, ...rest } = values;
  return value === undefined || value === "" ? rest : { ...rest, [name]: value };
}

/** A field's label in both languages, as a schema says it. */
export const titled = ({ zh, en }: Bilingual): Schema => ({ title: zh, "x-en": en });
