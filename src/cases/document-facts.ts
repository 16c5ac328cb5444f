import { explain, type Explanation } from "#calendar";
import type { FormField, Matter } from "#district";
import { localDateOf, type Json, type JsonObject } from "#kernel";
import { decisionClock } from "./case-head.ts";
import type { CaseWork } from "./case-work.ts";
import { limitWords } from "./history.ts";
import type { JobCall } from "./job.ts";

/** What any notice of a case may print: dates, limits and law, read from the case and its matter. */
export function documentFacts(work: CaseWork, call: JobCall): JsonObject {
  const { matter, identity, state, at } = call;
  const clock = decisionClock(state);
  const explained = clock === undefined ? undefined : explain(clock, at, work.pack.calendar);
  const told = explained?.ok === true ? explained.value : undefined;
  const today = localDateOf(at);
  return {
    receivedOn: localDateOf(identity.receivedAt),
    acceptedOn: clock?.startedAt == null ? today : localDateOf(clock.startedAt),
    decidedOn: today,
    withdrawnOn: today,
    startedOn: today,
    ...limitFacts(told),
    ...extensionFacts(work, call),
    basis: matter.legalBasis.map(({ law, article }) => `${law.zh}${article.zh}`),
    particulars: particulars(matter, call.personal),
    certificateName: matter.result?.name.zh ?? null,
    deliverBy: work.dueOn(at, matter.delivery.limit) ?? null,
    ...remedies(work, matter),
    validUntil: null,
    reason: null,
    deemed: false,
  };
}

function limitFacts(told: Explanation | undefined): JsonObject {
  return {
    statutoryLimit: told === undefined ? null : limitWords(told.statutory.limit).zh,
    statutoryDue: told?.statutory.dueOn ?? null,
    promisedLimit: told?.promised == null ? null : limitWords(told.promised.limit).zh,
    promisedDue: told?.promised?.dueOn ?? null,
  };
}

/** The day the limit ended on before its extension, and the day it ends on now. */
function extensionFacts(work: CaseWork, { state, at }: JobCall): JsonObject {
  const clock = decisionClock(state);
  if (clock?.extension == null) return {};
  const before = explain({ ...clock, extension: null }, at, work.pack.calendar);
  const after = explain(clock, at, work.pack.calendar);
  return {
    originalDue: before.ok ? before.value.statutory.dueOn : null,
    newDue: after.ok ? after.value.statutory.dueOn : null,
    extendedBy: limitWords(clock.extension.by).zh,
  };
}

/** The form in words, for the page that says what is licensed. Personal fields stay out of notices. */
function particulars(matter: Matter, values: JsonObject): readonly Json[] {
  return matter.form.fields.flatMap((field) => {
    const value = values[field.name];
    if (field.personal || value === undefined || value === null || value === "") return [];
    return [{ name: field.label.zh, value: valueWords(field, value) }];
  });
}

/** A form value as a person reads it: the choice's title, 是 or 否, a list with 、 between. */
export function valueWords(field: FormField, value: Json): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((each) => valueWords(field, each as Json)).join("、");
  return choiceTitle(field.schema, value) ?? String(value);
}

function choiceTitle(schema: JsonObject, value: Json): string | undefined {
  const items = schema["items"];
  const choices =
    schema["oneOf"] ??
    (typeof items === "object" && items !== null ? (items as JsonObject)["oneOf"] : undefined);
  if (!Array.isArray(choices)) return undefined;
  const choice = (choices as readonly JsonObject[]).find((each) => each["const"] === value);
  return typeof choice?.["title"] === "string" ? choice["title"] : undefined;
}

function remedies(work: CaseWork, matter: Matter): JsonObject {
  const { settings } = work.pack;
  const own = matter.settings;
  return {
    reconsiderationOrgan: own["reconsiderationOrgan"] ?? settings["reconsiderationOrgan"] ?? null,
    court: own["court"] ?? settings["court"] ?? null,
  };
}
