import { Ajv2020 } from "ajv/dist/2020.js";
import { readBatchForm } from "./batch-form.ts";
import { faultOf } from "../shape/fault.ts";
import { assembleForm, type FormParts } from "./form-parts.ts";
import { readText, type PackReader } from "../pack/pack-reader.ts";
import {
  MASKS,
  type ApplicationForm,
  type FormCheck,
  type FormDay,
  type FormField,
  type FormGroup,
  type Mask,
  type TaskForm,
} from "../parts/form.ts";
import { feel } from "../parts/material.ts";
import { outsideForm } from "../parts/outside-form.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { BAD, bilingual, fieldName, listOf, mappingOf, object, optional, text } from "../shape/shape.ts";
import { jsonNode } from "../shape/yaml-node.ts";
import { isJsonObject, type Json, type JsonObject } from "#kernel";

/** Keywords of ours. Faces read them; validators pass them by. */
const FORM_KEYWORDS = [
  "x-batch",
  "x-case",
  "x-checks",
  "x-confirm",
  "x-corrects",
  "x-days",
  "x-effect",
  "x-otherwise",
  "x-en",
  "x-groups",
  "x-mask",
  "x-max",
  "x-min",
  "x-note",
  "x-compare",
  "x-find",
  "x-offers",
  "x-usual",
  "x-personal",
  "x-name",
  "x-outside",
  "x-place",
  "x-placeholder",
  "x-prefill",
  "x-unit",
  "x-value",
  "x-widget",
  "x-when",
] as const;

/** How a field is shown, where its type does not say it. */
const FORM_WIDGETS = [
  "textarea",
  "radio",
  "checkboxes",
  "checked",
  "correctedForm",
  "date",
  "division",
  "fieldVerdicts",
  "files",
  "materials",
  "materialVerdicts",
  "owedMaterials",
  "owedVerdicts",
  "officers",
  "search",
  "sign",
  "track",
] as const;

/** Formats of ours, checked where a value is received: identity number, credit code, mobile phone. */
const FORM_FORMATS = ["citizen-id", "credit-code", "mobile-phone"] as const;

const STANDARD_FORMATS = ["date", "date-time", "email", "uri"];

/** Reads the application form of a matter. */
export function readApplicationForm(
  reader: PackReader,
  file: string,
  parts: FormParts,
): ApplicationForm | undefined {
  const read = readSchema(reader, file, parts);
  if (read === undefined) return undefined;
  const { node, schema } = read;
  const fields = readFields(node);
  const groups = listOf(object<FormGroup>({ id: fieldName, name: bilingual, fields: listOf(text) }))(
    childOf(node, "x-groups"),
  );
  if (groups === BAD) return undefined;
  checkGroups(node, fields, groups);
  return { file, schema, groups, fields, checks: readChecks(node) };
}

/** Reads `x-checks`: what no single field can say. */
function readChecks(node: Node): readonly FormCheck[] {
  const checks = childOf(node, "x-checks");
  if (checks.value === undefined) return [];
  const read = listOf(object<FormCheck>({ holds: feel, at: fieldName, zh: text, en: text }))(checks);
  if (read === BAD) return [];
  const properties = childOf(node, "properties").value;
  for (const [index, { at }] of read.entries())
    if (!isJsonObject(properties) || !Object.hasOwn(properties, at))
      reportAt(childOf(childOf(checks, index), "at"), "FORM_FIELD_UNKNOWN", { form: node.file, field: at });
  return read;
}

/** Reads `x-days`: limits whose last day the checks compare with. */
function readDays(node: Node): TaskForm["days"] {
  const days = childOf(node, "x-days");
  if (days.value === undefined) return {};
  const read = mappingOf(object<FormDay>({ limit: feel, from: optional(feel, null) }))(days);
  return read === BAD ? {} : read;
}

/** Reads `x-outside`: what is shown to a party without an account that is given the task. */
function readOutside(node: Node): TaskForm["outside"] {
  const outside = childOf(node, "x-outside");
  if (outside.value === undefined) return null;
  const read = outsideForm(outside);
  return read === BAD ? null : read;
}

/** Reads the form of a user task. */
export function readTaskForm(
  reader: PackReader,
  file: string,
  id: string,
  parts: FormParts,
): TaskForm | undefined {
  const read = readSchema(reader, file, parts);
  if (read === undefined) return undefined;
  const { node, schema } = read;
  return {
    id,
    file,
    schema,
    fields: readFields(node),
    checks: readChecks(node),
    days: readDays(node),
    batch: readBatchForm(node, schema),
    outside: readOutside(node),
  };
}

function readSchema(
  reader: PackReader,
  file: string,
  parts: FormParts,
): { readonly node: Node; readonly schema: JsonObject } | undefined {
  const source = readText(reader, file);
  if (source === undefined) return undefined;
  let schema: unknown;
  try {
    // A comment is for whoever keeps the pack; the schema goes out to whoever fills it in.
    schema = JSON.parse(source, (key, value: unknown) => (key === "$comment" ? undefined : value));
  } catch (cause) {
    reader.report(faultOf(file, lineIn(cause), "PACK_FILE_UNREADABLE", { why: messageOf(cause) }));
    return undefined;
  }
  const written = jsonNode(file, source, schema, reader.report);
  if (written === undefined) return undefined;
  const whole = assembleForm(schema as Json, parts, ({ kind, what }, path) => {
    const at = { ...written, path };
    reportAt(at, "FORM_PART_UNKNOWN", { what, ...PART_NAMES[kind] });
  });
  const node = { ...written, value: whole };
  if (!isJsonObject(whole)) {
    reportAt(node, "FORM_SCHEMA_WRONG", { why: "not an object" });
    return undefined;
  }
  checkKeywords(node);
  return checkSchema(node, whole) ? { node, schema: whole } : undefined;
}

const PART_NAMES = {
  element: { kind: "数据元", kindEn: "data element" },
  choices: { kind: "可选值", kindEn: "list of choices" },
} as const;

let checker: Ajv2020 | undefined;

/** One for all forms: each of its own would compile the meta-schemas again, which is most of reading a pack. */
function schemaChecker(): Ajv2020 {
  if (checker !== undefined) return checker;
  // What is compiled here is thrown away, so making it fast would be time lost.
  const code = { optimize: false };
  checker = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, code });
  checker.addVocabulary([...FORM_KEYWORDS]);
  for (const format of [...FORM_FORMATS, ...STANDARD_FORMATS]) checker.addFormat(format, true);
  return checker;
}

/** Schemas found right before, by their text: a pack that is read again has few new ones. */
const rightBefore = new Set<string>();
const MOST_KEPT = 2_000;

function checkSchema(node: Node, schema: JsonObject): boolean {
  const written = JSON.stringify(schema);
  if (rightBefore.has(written)) return true;
  const isRight = compileSchema(node, schema);
  if (rightBefore.size >= MOST_KEPT) rightBefore.clear();
  if (isRight) rightBefore.add(written);
  return isRight;
}

function compileSchema(node: Node, schema: JsonObject): boolean {
  const ajv = schemaChecker();
  if (ajv.validateSchema(schema) !== true) {
    for (const { instancePath, message } of ajv.errors ?? [])
      reportAt(atPointer(node, instancePath), "FORM_SCHEMA_WRONG", { why: message ?? "" });
    return false;
  }
  try {
    ajv.compile(schema);
    return true;
  } catch (cause) {
    reportAt(node, "FORM_SCHEMA_WRONG", { why: messageOf(cause) });
    return false;
  } finally {
    // Nothing of a form is remembered: another one may bear the same $id.
    ajv.removeSchema(schema);
  }
}

/** Every `x-` keyword of a schema must be one of ours, and every widget known. */
function checkKeywords(node: Node): void {
  if (Array.isArray(node.value)) {
    for (const index of node.value.keys()) checkKeywords(childOf(node, index));
  } else if (isJsonObject(node.value)) {
    for (const key of Object.keys(node.value)) {
      const child = childOf(node, key);
      if (key === "x-widget" && !FORM_WIDGETS.some((each) => each === child.value))
        reportAt(child, "FORM_KEYWORD_UNKNOWN", { keyword: `x-widget: ${String(child.value)}` });
      if (key === "x-mask" && !MASKS.some((each) => each === child.value))
        reportAt(child, "FORM_KEYWORD_UNKNOWN", { keyword: `x-mask: ${String(child.value)}` });
      if (!key.startsWith("x-")) checkKeywords(child);
      else if (!FORM_KEYWORDS.some((each) => each === key))
        reportAt(child, "FORM_KEYWORD_UNKNOWN", { keyword: key });
    }
  }
}

function readFields(node: Node): readonly FormField[] {
  const properties = childOf(node, "properties");
  const required: unknown = childOf(node, "required").value;
  if (!isJsonObject(properties.value)) return [];
  return Object.keys(properties.value).flatMap((name) => {
    const field = childOf(properties, name);
    const label = readLabel(field);
    if (!isJsonObject(field.value) || label === undefined) return [];
    return [
      {
        name,
        label,
        required: Array.isArray(required) && required.includes(name),
        personal: field.value["x-personal"] === true,
        mask: maskOf(field.value),
        prefill: readPrefill(childOf(field, "x-prefill")),
        caseWhen: typeof field.value["x-case"] === "string" ? field.value["x-case"] : null,
        corrects: readCorrects(childOf(field, "x-corrects")),
        when: typeof field.value["x-when"] === "string" ? field.value["x-when"] : null,
        schema: field.value,
      },
    ];
  });
}

/** `x-corrects`: a field of the application, or several by name with the FEEL of each. */
function readCorrects(node: Node): FormField["corrects"] {
  if (node.value === undefined) return [];
  if (typeof node.value === "string") return [{ field: node.value, value: null }];
  const read = mappingOf(text)(node);
  return read === BAD ? [] : Object.entries(read).map(([field, value]) => ({ field, value }));
}

/** What a value's format says of its mask counts where the form says nothing. */
function maskOf({ "x-mask": said, format }: JsonObject): Mask {
  const named = MASKS.find((each) => each === said);
  if (named !== undefined) return named;
  if (format === "citizen-id") return "identity";
  return format === "mobile-phone" ? "phone" : "whole";
}

function readLabel(field: Node): FormField["label"] | undefined {
  const zh = text(childOf(field, "title"));
  const en = text(childOf(field, "x-en"));
  return zh === BAD || en === BAD ? undefined : { zh, en };
}

function readPrefill(node: Node): FormField["prefill"] {
  if (node.value === undefined) return [];
  const one = object<FormField["prefill"][number]>({ register: text, field: text });
  const read = Array.isArray(node.value) ? listOf(one)(node) : one(node);
  if (read === BAD) return [];
  return "register" in read ? [read] : read;
}

function checkGroups(node: Node, fields: readonly FormField[], groups: readonly FormGroup[]): void {
  const placed = groups.flatMap((group) => group.fields);
  for (const [index, group] of groups.entries())
    for (const field of group.fields)
      if (!fields.some(({ name }) => name === field))
        reportAt(childOf(childOf(node, "x-groups"), index), "FORM_FIELD_UNKNOWN", { form: node.file, field });
  for (const { name } of fields) {
    const place = childOf(childOf(node, "properties"), name);
    const times = placed.filter((each) => each === name).length;
    if (times === 0) reportAt(place, "FORM_FIELD_UNPLACED", { field: name });
    if (times > 1) reportAt(place, "PACK_DUPLICATE", { id: name });
  }
}

function atPointer(node: Node, pointer: string): Node {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((at, part) => childOf(at, Array.isArray(at.value) ? Number(part) : part), node);
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** V8 says `… (line 3 column 5)`. */
function lineIn(cause: unknown): string {
  const found = /line (\d+) column (\d+)/.exec(messageOf(cause));
  return found === null ? "" : `line ${found[1]}, column ${found[2]}`;
}
