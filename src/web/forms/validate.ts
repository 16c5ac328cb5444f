import type { Bilingual } from "#contract";
import { Validator } from "@cfworker/json-schema";
import { formWords } from "../words/forms.ts";
import { keepsFormat } from "./formats.ts";
import { fieldsOf, objectAt, requiredOf, type Schema, type Values, whenOf, widgetOf } from "./schema.ts";
import { missingSentence, sentenceFor } from "./sentences.ts";
import { evaluateWhen } from "./when.ts";

/** What is wrong with one field: a JSON pointer into the values, and a sentence. */
export type FieldProblem = { readonly pointer: string; readonly message: Bilingual };

/** True unless the field's `x-when` is known not to hold. */
export function isShown(schema: Schema, values: Values): boolean {
  const when = whenOf(schema);
  return when === undefined || evaluateWhen(when, values) !== false;
}

/** The schema as it stands for these values: fields that are not shown are neither asked nor required. */
function schemaInForce(schema: Schema, values: Values): Schema {
  const shown = fieldsOf(schema).filter(([, field]) => isShown(field, values));
  const names = new Set(shown.map(([name]) => name));
  return {
    ...schema,
    properties: Object.fromEntries(shown),
    required: requiredOf(schema).filter((name) => names.has(name)),
  };
}

const isBlank = (value: unknown): boolean => typeof value === "string" && value.trim() === "";

/** What will be sent: only what is asked, nothing empty, no lines of spaces. */
export function valuesInForce(schema: Schema, values: Values): Values {
  const shown = new Map(fieldsOf(schema).filter(([, field]) => isShown(field, values)));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (!shown.has(name) && objectAt(schema, "properties")[name] !== undefined) return [];
      if (!Array.isArray(value)) return isBlank(value) ? [] : [[name, value]];
      const said: readonly unknown[] = value.filter((one) => !isBlank(one));
      return said.length === 0 && value.length > 0 ? [] : [[name, said]];
    }),
  );
}

function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function schemaAt(schema: Schema, segments: readonly string[]): Schema {
  return segments.reduce<Schema>(
    (at, segment) =>
      /^\d+$/.test(segment) ? objectAt(at, "items") : objectAt(objectAt(at, "properties"), segment),
    schema,
  );
}

const pointerTo = (segments: readonly string[]): string => segments.map((segment) => `/${segment}`).join("");

function missing(schema: Schema, segments: readonly string[], said: string): readonly FieldProblem[] {
  // The checker names the property only in its sentence; `required` may stand under a condition.
  const name = /property "(.+)"/.exec(said)?.[1];
  if (name === undefined) return [];
  const asked = objectAt(objectAt(schemaAt(schema, segments), "properties"), name);
  return [{ pointer: pointerTo([...segments, name]), message: missingSentence(asked, name) }];
}

function formatProblems(schema: Schema, values: Values): readonly FieldProblem[] {
  return fieldsOf(schema).flatMap(([name, field]) => {
    const value = values[name];
    if (typeof value !== "string" || keepsFormat(field["format"], value)) return [];
    return [{ pointer: pointerTo([name]), message: sentenceFor("format", field, name) }];
  });
}

/** Verdicts on materials are checked by `verdictProblems`, which knows the materials. */
function isVerdicts(schema: Schema, name: string | undefined): boolean {
  return (
    name !== undefined && widgetOf(objectAt(objectAt(schema, "properties"), name)) === "materialVerdicts"
  );
}

/** Keywords that only pass on what their parts say. */
const CARRIERS = new Set([
  "properties",
  "additionalProperties",
  "items",
  "prefixItems",
  "contains",
  "allOf",
  "if",
  "then",
  "else",
  "$ref",
]);

/** Checks values against a form's schema without evaluating text as code; one problem a field, in the form's order. */
export function validateForm(schema: Schema, values: Values): readonly FieldProblem[] {
  const inForce = schemaInForce(schema, values);
  const given = valuesInForce(schema, values);
  const { errors } = new Validator(inForce, "2020-12", false).validate(given);
  const found = errors.flatMap(({ keyword, instanceLocation, error }): readonly FieldProblem[] => {
    if (CARRIERS.has(keyword)) return [];
    const segments = segmentsOf(instanceLocation);
    if (isVerdicts(inForce, segments[0]))
      return [{ pointer: pointerTo(segments.slice(0, 1)), message: formWords.verdictMismatch }];
    if (keyword === "required") return missing(inForce, segments, error);
    const name = segments.findLast((segment) => !/^\d+$/.test(segment));
    if (name === undefined) return [];
    return [
      { pointer: pointerTo(segments), message: sentenceFor(keyword, schemaAt(inForce, segments), name) },
    ];
  });
  const first = new Map<string, FieldProblem>();
  for (const problem of [...found, ...formatProblems(inForce, given)])
    if (!first.has(problem.pointer)) first.set(problem.pointer, problem);
  return inOrder(schema, [...first.values()]);
}

/** Problems in the order in which their fields stand on the page; those of no field come last. */
export function inOrder(schema: Schema, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const order = fieldsOf(schema).map(([name]) => name);
  const place = ({ pointer }: FieldProblem): number => {
    const at = order.indexOf(segmentsOf(pointer)[0] ?? "");
    return at < 0 ? order.length : at;
  };
  return problems.toSorted((one, other) => place(one) - place(other));
}

/** What is still wrong after a change: mended fields are no longer told of, others stay as they were. */
export function stillWrong(
  told: readonly FieldProblem[],
  found: readonly FieldProblem[],
  before: Values,
  after: Values,
): readonly FieldProblem[] {
  const now = new Set(found.map(({ pointer }) => pointer));
  return told.filter(({ pointer }) => {
    const name = segmentsOf(pointer)[0] ?? "";
    return now.has(pointer) || before[name] === after[name];
  });
}

/** Brings the server's pointers (`/values/name` or `/name`) to the form's own. */
export function problemsFromServer(fields: readonly FieldProblem[] | undefined): readonly FieldProblem[] {
  return (fields ?? []).map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/values(?=\/)/, ""),
    message,
  }));
}
