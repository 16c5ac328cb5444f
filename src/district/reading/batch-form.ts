import type { BatchForm } from "../parts/form.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { BAD, bilingual } from "../shape/shape.ts";
import { isJsonObject, type Json, type JsonObject } from "#kernel";

/** What these widgets ask belongs to one case alone: its files, its officers, a name under what was seen. */
const OF_ONE_CASE: readonly unknown[] = [
  "files",
  "materials",
  "materialVerdicts",
  "fieldVerdicts",
  "correctedForm",
  "officers",
  "sign",
];

/**
 * Reads `x-batch` (批量办理) of a task's form: `{zh, en}` at the root says in words what is done in each case;
 * `true` at a field lets it be said once for all, and at some of its choices leaves only these; `"own"` at a field takes
 * for each task what its process proposes under that name. Answers the form that is left, or null where every task must
 * be done by itself.
 */
export function readBatchForm(node: Node, schema: JsonObject): BatchForm | null {
  const root = childOf(node, "x-batch");
  const properties = childOf(node, "properties");
  const fields = isJsonObject(properties.value) ? Object.keys(properties.value) : [];
  const marked = (as: unknown): readonly string[] =>
    fields.filter((name) => childOf(childOf(properties, name), "x-batch").value === as);
  const [common, own] = [marked(true), marked("own")];
  if (root.value === undefined) {
    for (const name of [...common, ...own])
      reportAt(childOf(properties, name), "FORM_BATCH_UNSAID", { field: name });
    return null;
  }
  const act = bilingual(root);
  if (act === BAD) return null;
  for (const name of [...common, ...own]) {
    const field = childOf(properties, name);
    if (OF_ONE_CASE.includes(childOf(field, "x-widget").value))
      reportAt(field, "FORM_BATCH_FIELD_OWN", { field: name });
  }
  // What a process proposes stands in the preview, which is no place for personal data.
  for (const name of own)
    if (childOf(childOf(properties, name), "x-personal").value === true)
      reportAt(childOf(properties, name), "FORM_FIELD_PERSONAL", { field: name });
  const partOf = (names: readonly string[]): Readonly<Record<string, JsonObject>> =>
    Object.fromEntries(names.map((name) => [name, leftOf(childOf(properties, name).value)]));
  const left = partOf(common);
  const needed = neededIn(schema, left).filter((name) => !common.includes(name) && !own.includes(name));
  for (const name of needed) reportAt(childOf(properties, name), "FORM_BATCH_FIELD_NEEDED", { field: name });
  const required = textsIn(schema["required"]).filter((name) => common.includes(name));
  return {
    act,
    own,
    schema: { ...schema, required, properties: left, additionalProperties: false },
    whole: { ...schema, properties: { ...left, ...partOf(own) }, additionalProperties: false },
  };
}

/** A field with only the choices that may be made for many; a single one is made beforehand. */
function leftOf(field: unknown): JsonObject {
  if (!isJsonObject(field)) return {};
  const choices = (Array.isArray(field["oneOf"]) ? field["oneOf"] : []).filter(isJsonObject);
  const kept = choices.filter((choice) => choice["x-batch"] === true);
  if (kept.length === 0) return field;
  const [only, ...more] = kept;
  const made = more.length === 0 && only?.["const"] !== undefined ? { default: only["const"] } : {};
  return { ...field, ...made, oneOf: kept };
}

/** Fields that the form can demand when it is filled in with what is left of it. */
function neededIn(schema: JsonObject, left: Readonly<Record<string, JsonObject>>): readonly string[] {
  const branches = (Array.isArray(schema["allOf"]) ? schema["allOf"] : []).filter(isJsonObject);
  const demanded = branches.flatMap((branch) => {
    const then = branch["then"];
    return canHold(branch["if"], left) && isJsonObject(then) ? textsIn(then["required"]) : [];
  });
  return [...new Set([...textsIn(schema["required"]), ...demanded])];
}

/** Whether an `if` that names constants of fields can come true; of any other nobody can tell. */
function canHold(condition: Json | undefined, left: Readonly<Record<string, JsonObject>>): boolean {
  if (!isJsonObject(condition) || !isJsonObject(condition["properties"])) return true;
  const asked = textsIn(condition["required"]);
  return Object.entries(condition["properties"]).every(([name, says]) => {
    const field = left[name];
    if (field === undefined) return !asked.includes(name);
    const choices = field["oneOf"];
    if (!isJsonObject(says) || says["const"] === undefined || !Array.isArray(choices)) return true;
    return choices.some((choice) => isJsonObject(choice) && choice["const"] === says["const"]);
  });
}

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
