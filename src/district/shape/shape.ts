import { childOf, reportAt, type Node } from "./node.ts";
import type { Bilingual, Json, LocalDate } from "#kernel";
import { isJsonObject, parseLocalDate } from "#kernel";

/** What a shape answers where it has reported a fault. */
export const BAD: unique symbol = Symbol("reported");

/** Reads a value of a pack file, or reports every fault in it and answers BAD. */
export type Shape<Value> = (node: Node) => Value | typeof BAD;

type Expected = { readonly zh: string; readonly en: string };

/** Reports that a value is missing or is not what is expected. */
export function wrong(node: Node, expected: Expected): typeof BAD {
  if (node.value === undefined || node.value === null) {
    reportAt(node, "PACK_FIELD_MISSING", { field: String(node.path.at(-1) ?? node.file) });
  } else {
    const found = typeof node.value === "object" ? JSON.stringify(node.value) : String(node.value);
    reportAt(node, "PACK_FIELD_WRONG", {
      found: found.slice(0, 80),
      expected: expected.zh,
      expectedEn: expected.en,
    });
  }
  return BAD;
}

export const text: Shape<string> = (node) =>
  typeof node.value === "string" && node.value.trim() !== ""
    ? node.value
    : wrong(node, { zh: "一段文字", en: "some text" });

export const flag: Shape<boolean> = (node) =>
  typeof node.value === "boolean" ? node.value : wrong(node, { zh: "true 或 false", en: "true or false" });

export const wholeNumber: Shape<number> = (node) =>
  typeof node.value === "number" && Number.isSafeInteger(node.value)
    ? node.value
    : wrong(node, { zh: "整数", en: "a whole number" });

/** Text that matches a pattern, e.g. a code. */
export const matching =
  (pattern: RegExp, expected: Expected): Shape<string> =>
  (node) =>
    typeof node.value === "string" && pattern.test(node.value) ? node.value : wrong(node, expected);

/** An id as code and routes use it: lower-case words with hyphens. */
export const identifier = matching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
  zh: "小写字母、数字和连字符组成的名称",
  en: "a name of lower-case letters, digits and hyphens",
});

/** A field's or variable's name. */
export const fieldName = matching(/^[a-z][A-Za-z0-9]*$/, {
  zh: "小写字母开头的字段名",
  en: "a field name beginning in lower case",
});

export const date: Shape<LocalDate> = (node) => {
  const read = typeof node.value === "string" ? parseLocalDate(node.value) : undefined;
  return read?.ok === true
    ? read.value
    : wrong(node, { zh: "形如 2022-09-30 的日期", en: "a date such as 2022-09-30" });
};

export const bilingual: Shape<Bilingual> = (node) => object<Bilingual>({ zh: text, en: text })(node);

/** Any JSON value; its own room checks it. */
export const json: Shape<Json> = (node) =>
  node.value === undefined ? wrong(node, { zh: "一个值", en: "a value" }) : (node.value as Json);

export const oneOf =
  <const Choice extends string>(...choices: readonly Choice[]): Shape<Choice> =>
  (node) =>
    choices.find((choice) => choice === node.value) ??
    wrong(node, { zh: `${choices.join("、")} 之一`, en: `one of ${choices.join(", ")}` });

/** What stands in for a value that is not given. An explicit null counts as not given. */
export const optional =
  <Value, Fallback>(shape: Shape<Value>, fallback: Fallback): Shape<Value | Fallback> =>
  (node) =>
    node.value === undefined || node.value === null ? fallback : shape(node);

export const listOf =
  <Value>(shape: Shape<Value>): Shape<readonly Value[]> =>
  (node) => {
    if (!Array.isArray(node.value)) return wrong(node, { zh: "列表", en: "a list" });
    const read = node.value.map((_, index) => shape(childOf(node, index)));
    const good = read.filter((each): each is Exclude<typeof each, typeof BAD> => each !== BAD);
    return good.length === read.length ? good : BAD;
  };

/** A mapping from any names to values of one shape. */
export const mappingOf =
  <Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> =>
  (node) => {
    if (!isJsonObject(node.value))
      return wrong(node, { zh: "名称与值的对照", en: "a mapping of names to values" });
    const entries: [string, Value][] = [];
    for (const key of Object.keys(node.value)) {
      const read = shape(childOf(node, key));
      if (read === BAD) return BAD;
      entries.push([key, read]);
    }
    return Object.fromEntries(entries);
  };

/** An object with exactly these keys: an unknown one is a fault, so that a misspelt key is never ignored. */
export const object =
  <Value extends object>(fields: { readonly [Key in keyof Value]-?: Shape<Value[Key]> }): Shape<Value> =>
  (node) => {
    if (!isJsonObject(node.value)) return wrong(node, { zh: "一组字段", en: "a group of fields" });
    const names = Object.keys(fields) as (keyof Value & string)[];
    let bad = false;
    for (const key of Object.keys(node.value)) {
      if (names.includes(key as keyof Value & string)) continue;
      reportAt(childOf(node, key), "PACK_FIELD_UNKNOWN", { field: key });
      bad = true;
    }
    const read: Partial<Value> = {};
    for (const name of names) {
      const value = fields[name](childOf(node, name));
      if (value === BAD) bad = true;
      else read[name] = value;
    }
    return bad ? BAD : (read as Value);
  };
