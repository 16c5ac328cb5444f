import { valueInBoth } from "#cases";
import type { Matter } from "#district";
import { localDateOf, type Json, type JsonObject } from "#kernel";
import type { Platform } from "../platform.ts";

/**
 * The form of a matter as paper: every question with what is known already, the rest left to write on. Yes and no and
 * choices are printed to be ticked.
 */
export function blankData(
  { work, now, demo }: Platform,
  matter: Matter,
  applicantName: string,
  values: JsonObject,
): JsonObject {
  const organ = work.pack.organs.get(matter.organ);
  const fields = new Map(matter.form.fields.map((field) => [field.name, field]));
  return {
    title: `${matter.name.zh}申请表`,
    number: "—",
    issuedOn: localDateOf(now()),
    organ: organ?.name.zh ?? matter.organ,
    matterName: matter.name.zh,
    applicant: applicantName === "" ? null : applicantName,
    demo,
    groups: matter.form.groups.map(({ name, fields: names }) => ({
      name: name.zh,
      rows: names.flatMap((each) => {
        const field = fields.get(each);
        return field === undefined ? [] : [rowOf(field, values[each])];
      }),
    })),
    materials: matter.materials
      .filter(({ necessity }) => necessity !== "shared")
      .map(({ name, when }) => ({ name: name.zh, when: when?.zh ?? null })),
  };
}

function rowOf(field: Matter["form"]["fields"][number], value: Json | undefined): JsonObject {
  const { label, schema } = field;
  const isKnown = value !== undefined && value !== null && value !== "";
  const choices = isKnown ? [] : choicesOf(schema);
  return { name: label.zh, value: isKnown ? valueInBoth(field, value).zh : null, choices };
}

function choicesOf(schema: JsonObject): readonly string[] {
  if (schema["type"] === "boolean") return ["是", "否"];
  const items = schema["items"];
  const of =
    typeof items === "object" && items !== null && !Array.isArray(items) ? (items as JsonObject) : schema;
  const choices = of["oneOf"];
  if (!Array.isArray(choices) || choices.length > 12) return [];
  return choices.flatMap((choice) =>
    typeof choice === "object" && choice !== null && !Array.isArray(choice)
      ? [String((choice as JsonObject)["title"] ?? (choice as JsonObject)["const"] ?? "")]
      : [],
  );
}
