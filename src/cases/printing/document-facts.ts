import {
  explain,
  nameOfDuration,
  nameOfLengthened,
  nameOfLimit,
  parseLimit,
  type Clock,
  type Explanation,
  type LimitInForce,
} from "#calendar";
import { organInBoth, type DistrictPack, type FormField, type Matter } from "#district";
import { isJsonObject, localDateOf, parseInstant, type Bilingual, type Json, type JsonObject } from "#kernel";
import { decisionClock } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall } from "../case/job.ts";
import { localMinute } from "../case/local-minute.ts";
import { linesOf, openContext, resultContext } from "./result-context.ts";

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
    ...limitFacts(clock, told),
    ...extensionFacts(told),
    basis: matter.legalBasis.map(({ law, article }) => `${law.zh}${article.zh}`),
    particulars: particulars(work, call),
    certificateName: matter.result?.name.zh ?? null,
    deliverBy: work.dueOn(at, matter.delivery.limit) ?? null,
    ...remedies(work, matter),
    validUntil: null,
    reason: null,
    deemed: false,
  };
}

/** Where the calendar does not reach the end, the limit is told without a day: a guess would be a wrong legal date. */
function limitFacts(clock: Clock | undefined, told: Explanation | undefined): JsonObject {
  if (clock === undefined)
    return { statutoryLimit: null, statutoryDue: null, promisedLimit: null, promisedDue: null };
  return {
    statutoryLimit: limitName(told?.statutory.limit ?? clock.statutory),
    statutoryDue: told?.statutory.dueOn ?? null,
    promisedLimit: clock.promised && limitName(told?.promised?.limit ?? clock.promised),
    promisedDue: told?.promised?.dueOn ?? null,
  };
}

/** Both limits before and after the one extension, the days they end on, and who approved it. */
function extensionFacts(told: Explanation | undefined): JsonObject {
  if (told === undefined || told.extension === null) return {};
  const { statutory, promised, extension } = told;
  return {
    extendedBy: limitName(extension.by),
    extensionApprover: extension.approver,
    originalLimit: limitName(statutory.base),
    originalDue: statutory.dueOnBefore,
    newLimit: lengthenedWords(statutory),
    newDue: statutory.dueOn,
    originalPromisedLimit: promised && limitName(promised.base),
    originalPromisedDue: promised && promised.dueOnBefore,
    newPromisedLimit: promised && lengthenedWords(promised),
    newPromisedDue: promised && promised.dueOn,
  };
}

/** As notices print it: without the space that screens put between figures and characters. */
export function limitName(limit: string): string {
  const parsed = parseLimit(limit);
  return parsed.ok ? nameOfLimit(parsed.value).zh : limit;
}

function lengthenedWords({ limit, base, extendedBy }: LimitInForce): string {
  const [from, added] = [parseLimit(base), parseLimit(extendedBy ?? "")];
  return from.ok && added.ok ? nameOfLengthened(from.value, added.value).zh : limitName(limit);
}

/**
 * What the matter's result says is decided (`result.particulars`), by FEEL over the case as everybody may see it:
 * a personal field of the form is not there to be printed. What gives nothing is left out.
 */
function particulars(work: CaseWork, call: JobCall): readonly JsonObject[] {
  const { matter, state, at } = call;
  const { variables } = state;
  const context = { ...resultContext(work, call), ...variables };
  return linesOf(matter.result?.particulars ?? [], openContext(context, call), at);
}

/** Whether a field is the process's own, such as a matter's id, and tells a reader nothing (`x-value: internal`). */
export const isInternal = ({ schema }: Pick<FormField, "schema">): boolean =>
  schema["x-value"] === "internal";

/**
 * A form value as a person reads it: the choice's title, 是 or 否, a local time, an amount, a list with 、 between; and what
 * `x-value` says it is: a limit or a duration in words, a matter or an organ by its name.
 */
export function valueInBoth(field: FormField, value: Json, pack?: Named): Bilingual {
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (isJsonObject(value)) return pointInBoth(field.schema, value) ?? partsInBoth(field, value);
  if (Array.isArray(value)) {
    const all = value.map((each) => valueInBoth(field, each as Json));
    return { zh: all.map(({ zh }) => zh).join("、"), en: all.map(({ en }) => en).join(", ") };
  }
  if (typeof value === "number") return amountIn(field.schema, value);
  if (field.schema["format"] === "date-time") return momentOf(String(value));
  const text = String(value);
  return choiceTitle(field.schema, value) ?? namedValue(field.schema, text, pack) ?? { zh: text, en: text };
}

/** Where names of matters and organs are looked up. */
type Named = Pick<DistrictPack, "matters" | "organs">;

/** What `x-value` says of a text, in words; undefined where it says nothing, or the text is not what it says. */
function namedValue(schema: JsonObject, text: string, pack: Named | undefined): Bilingual | undefined {
  switch (schema["x-value"]) {
    case "limit": {
      const limit = parseLimit(text);
      return limit.ok ? nameOfLimit(limit.value) : undefined;
    }
    case "duration":
      return nameOfDuration(text);
    case "matter":
      return pack?.matters.get(text)?.name;
    case "organ":
      return pack?.organs.has(text) === true ? organInBoth(pack, text) : undefined;
    default:
      return undefined;
  }
}

/** A point on the map as people read it: degrees to about a metre (`x-value: point`). */
function pointInBoth(schema: JsonObject, value: JsonObject): Bilingual | undefined {
  const { lon, lat } = value;
  if (schema["x-value"] !== "point" || typeof lon !== "number" || typeof lat !== "number") return undefined;
  const [east, north] = [Math.abs(lon).toFixed(5), Math.abs(lat).toFixed(5)];
  const zh = `${lon < 0 ? "西经" : "东经"}${east}°，${lat < 0 ? "南纬" : "北纬"}${north}°`;
  const en = `${north}° ${lat < 0 ? "S" : "N"}, ${east}° ${lon < 0 ? "W" : "E"}`;
  const { address } = value;
  if (typeof address !== "string" || address === "") return { zh, en };
  return { zh: `${address}（${zh}）`, en: `${address} (${en})` };
}

/** A line of a list, or a group of answers: each with its own title's choice, in the order of the form. */
function partsInBoth(field: FormField, value: JsonObject): Bilingual {
  const { items } = field.schema;
  const inner = isJsonObject(items) ? items : field.schema;
  const properties = isJsonObject(inner["properties"]) ? inner["properties"] : {};
  const parts = Object.entries(value).flatMap(([name, each]) => {
    const schema = properties[name];
    if (each === null || each === "" || !isJsonObject(schema)) return [];
    return [valueInBoth({ ...field, schema }, each)];
  });
  return { zh: parts.map(({ zh }) => zh).join(" "), en: parts.map(({ en }) => en).join(" ") };
}

function momentOf(text: string): Bilingual {
  const read = parseInstant(text);
  const told = read.ok ? localMinute(read.value) : text;
  return { zh: told, en: told };
}

function amountIn(schema: JsonObject, value: number): Bilingual {
  const unit = schema["x-unit"];
  const { zh, en } = isJsonObject(unit) ? unit : {};
  return {
    zh: `${value}${typeof zh === "string" ? zh : ""}`,
    en: typeof en === "string" ? `${value} ${en}` : String(value),
  };
}

function choiceTitle(schema: JsonObject, value: Json): Bilingual | undefined {
  const items = schema["items"];
  const choices =
    schema["oneOf"] ??
    (typeof items === "object" && items !== null ? (items as JsonObject)["oneOf"] : undefined);
  if (!Array.isArray(choices)) return undefined;
  const choice = (choices as readonly JsonObject[]).find((each) => each["const"] === value);
  const { title: zh, "x-en": en } = choice ?? {};
  return typeof zh === "string" ? { zh, en: typeof en === "string" ? en : zh } : undefined;
}

function remedies(work: CaseWork, matter: Matter): JsonObject {
  const { settings } = work.pack;
  const own = matter.settings;
  return {
    reconsiderationOrgan: own["reconsiderationOrgan"] ?? settings["reconsiderationOrgan"] ?? null,
    court: own["court"] ?? settings["court"] ?? null,
  };
}
