import {
  CORRECTED_FORM,
  FIELD_VERDICTS,
  correctedFields,
  faultedFields,
  fieldDrawnAs,
  formInCase,
  isAsked,
  isCorrectable,
  listsFields,
  openedFields,
  type StoredCase,
} from "#cases";
import { materialsFor, type Matter, type TaskForm } from "#district";
import type { LinkedPlan } from "#engine";
import { isJsonObject, type Instant, type Json, type JsonObject } from "#kernel";
import { compileFeel, namesIn } from "#rules";
import type { ShownField } from "./shown-fields.ts";

/** What a task's form is drawn for. */
export type FormIn = {
  readonly stored: StoredCase;
  readonly plan: LinkedPlan;
  readonly matter: Matter;
  readonly fields: readonly ShownField[];
};

/**
 * A task's form as it is asked in one case, and what it starts with: where it names faulty fields, the fields that may
 * be named; where it puts them right, those fields alone, as the application has them, with what is wrong.
 */
export function taskForm(
  form: TaskForm,
  asked: FormIn,
  now: Instant,
): { readonly schema: JsonObject; readonly values: JsonObject } {
  const named = withMaterialNames(formInCase(form.schema, asked.stored, now), asked.matter);
  const schema = withTold(named, form, asked);
  const naming = fieldDrawnAs(schema, FIELD_VERDICTS);
  const mending = fieldDrawnAs(schema, CORRECTED_FORM);
  if (naming !== undefined) return { schema: withFields(schema, naming, asked), values: {} };
  if (mending === undefined) return { schema, values: {} };
  if (faultedFields(asked.stored.state.variables).length === 0)
    return { schema: without(schema, mending), values: {} };
  const inside = correctedForm(asked, now);
  const whole = withField(schema, mending, { ...inside.schema, ...titlesOf(schema, mending) });
  return {
    schema: withMore(whole, asked),
    values: { [mending]: inside.values },
  };
}

/** What may be found otherwise (`x-corrects`) is asked beside what was told of it, as far as its reader sees that. */
function withTold(schema: JsonObject, form: TaskForm, { fields }: FormIn): JsonObject {
  return form.fields.reduce((whole, { name, corrects }) => {
    const same = corrects.find(({ value }) => value === null)?.field;
    const told = fields.find(({ field, masked }) => field.name === same && !masked);
    return told?.value === undefined || propertyOf(whole, name)["type"] === undefined
      ? whole
      : withField(whole, name, { ...propertyOf(whole, name), "x-before": told.value });
  }, schema);
}

/** A form that asks for materials by their ids calls them what the matter does: none of them may be on the case yet. */
function withMaterialNames(schema: JsonObject, matter: Matter): JsonObject {
  const name = fieldDrawnAs(schema, "materials");
  const { properties } = name === undefined ? {} : propertyOf(schema, name);
  if (name === undefined || properties === undefined || !isJsonObject(properties)) return schema;
  const named = Object.entries(properties).map(([id, each]): [string, Json] => {
    const material = matter.materials.find((one) => one.id === id);
    if (material === undefined || !isJsonObject(each)) return [id, each];
    return [id, { title: material.name.zh, "x-en": material.name.en, ...each }];
  });
  return withField(schema, name, { ...propertyOf(schema, name), properties: Object.fromEntries(named) });
}

/** The fields that may be faulted: of a correction only what was corrected. */
function withFields(schema: JsonObject, name: string, { matter, plan, fields, stored }: FormIn): JsonObject {
  // What a task found otherwise was nobody's correction.
  const again = correctedFields(stored.state.variables).some(({ reason }) => reason !== "");
  const offered = fields.filter(
    ({ field, before }) => isCorrectable(matter, field) && (!again || before !== undefined),
  );
  if (offered.length === 0 || !listsFields(plan)) return without(schema, name);
  return withField(schema, name, {
    ...propertyOf(schema, name),
    "x-fields": offered.map(({ field, words, before }) => ({
      field: field.name,
      label: field.label,
      value: words,
      ...(before === undefined ? {} : { before }),
    })),
  });
}

/** The opened fields of the application as a form of their own. What is locked decides here already what is asked. */
function correctedForm(
  { matter, fields, stored }: FormIn,
  now: Instant,
): { readonly schema: JsonObject; readonly values: JsonObject } {
  const verdicts = new Map(faultedFields(stored.state.variables).map((each) => [each.field, each]));
  const opened = openedFields(matter, [...verdicts.values()]);
  const whole: JsonObject = Object.fromEntries(
    fields.flatMap(({ field, value }) => (value === undefined ? [] : [[field.name, value] as const])),
  );
  const shown = fields.filter(({ field }) => opened.has(field.name));
  const properties = shown.flatMap(({ field }): [string, Json][] => {
    const inside = namesOf(field.when).every((each) => opened.has(each));
    if (!inside && !isAsked(field, whole, now)) return [];
    const { "x-when": when, "x-prefill": _, ...rest } = field.schema;
    const verdict = verdicts.get(field.name);
    return [
      [
        field.name,
        {
          ...rest,
          ...(inside && when !== undefined ? { "x-when": when } : {}),
          ...(verdict === undefined ? {} : { "x-verdict": { ...verdict } }),
        },
      ],
    ];
  });
  const values = shown.flatMap(({ field, value, masked }): [string, Json][] =>
    value === undefined || masked ? [] : [[field.name, value]],
  );
  const required = shown.filter(({ field }) => field.required).map(({ field }) => field.name);
  return {
    schema: { type: "object", properties: Object.fromEntries(properties), required },
    values: Object.fromEntries(values),
  };
}

/** Materials that only another answer makes necessary: they may have to come with the correction. */
function withMore(schema: JsonObject, { matter, fields }: FormIn): JsonObject {
  const name = fieldDrawnAs(schema, "materials");
  if (name === undefined) return schema;
  const form: JsonObject = Object.fromEntries(
    fields.flatMap(({ field, value }) => (value === undefined ? [] : [[field.name, value] as const])),
  );
  const asked = new Set(materialsFor(matter, form).map(({ material }) => material.id));
  const more = matter.materials.filter(
    ({ id, necessity, condition }) => condition !== null && necessity !== "shared" && !asked.has(id),
  );
  return withField(schema, name, {
    ...propertyOf(schema, name),
    "x-more": more.map(({ id, name: called }) => ({ id, name: called })),
  });
}

function namesOf(when: string | null): readonly string[] {
  const compiled = when === null ? undefined : compileFeel(when.replace(/^=/, ""));
  return compiled?.ok === true ? namesIn(compiled.value) : [];
}

function propertyOf(schema: JsonObject, name: string): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const property = properties[name];
  return property !== undefined && isJsonObject(property) ? property : {};
}

const titlesOf = (schema: JsonObject, name: string): JsonObject => {
  const { title = name, "x-en": en = name, "x-widget": widget = CORRECTED_FORM } = propertyOf(schema, name);
  return { title, "x-en": en, "x-widget": widget };
};

function withField(schema: JsonObject, name: string, property: JsonObject): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return { ...schema, properties: { ...properties, [name]: property } };
}

function without(schema: JsonObject, name: string): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([each]) => each !== name)),
  };
}

/** The materials that a form takes files for. */
export function materialsTaken(schema: JsonObject | null): readonly string[] {
  const properties = schema !== null && isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return Object.values(properties).flatMap((property) =>
    isJsonObject(property) && property["x-widget"] === "materials" && isJsonObject(property["properties"])
      ? Object.keys(property["properties"])
      : [],
  );
}
