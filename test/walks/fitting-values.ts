import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { CaseAnswer, TaskAnswer } from "#contract";

/** Who completes a task, and when. */
export type Acting = { readonly name: string; readonly now: string };

/**
 * The values of a rehearsal's step as a person would put them into the task's form: only its fields, signed with the
 * person's own name, no time before the case came in or after now, a verdict on every material that was handed in, and
 * what is asked that a rehearsal leaves out because it is personal.
 */
export function fittingValues(
  task: TaskAnswer,
  page: CaseAnswer,
  told: JsonObject,
  acting: Acting,
): JsonObject {
  const form: JsonObject = isJsonObject(task.form) ? task.form : {};
  const properties = objectOf(form["properties"]);
  const required = Array.isArray(form["required"]) ? form["required"] : [];
  const values: Record<string, Json> = {};
  const times = timesOf(told, properties, page.summary.receivedAt, acting.now);
  for (const [name, schema] of Object.entries(properties)) {
    const field = objectOf(schema);
    const value = told[name] ?? null;
    if (field["x-widget"] === "materialVerdicts") values[name] = verdictsOn(page, value);
    else if (field["x-widget"] === "sign") values[name] = signature(value, acting);
    else if (field["format"] === "date-time" && value !== null) values[name] = times.get(name) ?? value;
    else if (value !== null) values[name] = value;
    else if (required.includes(name)) values[name] = filled(field, acting);
  }
  return values;
}

function verdictsOn({ materials }: CaseAnswer, told: Json): Json {
  const said = Array.isArray(told) ? told.filter(isJsonObject) : [];
  return materials
    .filter(({ files }) => files.length > 0)
    .map(
      ({ id, name }) =>
        said.find(({ material }) => material === id) ?? { material: id, name: name.zh, accepted: true },
    );
}

function signature(told: Json, { name }: Acting): Json {
  return { licence: "演示-0001", ...objectOf(told), name };
}

/** The times as told where all lie between the receipt and now; else right after the receipt, in the same order. */
function timesOf(
  told: JsonObject,
  properties: JsonObject,
  receivedAt: string,
  now: string,
): ReadonlyMap<string, string> {
  const names = Object.keys(properties).filter(
    (name) =>
      objectOf(properties[name])["format"] === "date-time" &&
      // What is arranged lies ahead.
      objectOf(properties[name])["x-min"] !== "=now()" &&
      typeof told[name] === "string",
  );
  const said = names.map((name) => Date.parse(String(told[name])));
  const [from, until] = [Date.parse(receivedAt), Date.parse(now)];
  if (said.every((time) => time > from && time <= until))
    return new Map(names.map((name) => [name, String(told[name])]));
  const order = said.toSorted((one, other) => one - other);
  return new Map(
    names.map((name, index) => [name, new Date(from + 1 + order.indexOf(said[index] ?? 0)).toISOString()]),
  );
}

function filled(field: JsonObject, { name, now }: Acting): Json {
  if (field["const"] !== undefined) return field["const"];
  if (field["format"] === "date")
    return Temporal.Instant.from(now).toZonedDateTimeISO("Asia/Shanghai").toPlainDate().toString();
  if (field["format"] === "date-time") return now;
  if (field["type"] === "boolean") return true;
  return name;
}

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
