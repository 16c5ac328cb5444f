import { isJsonObject, type Json } from "#kernel";
import { canonicalName } from "../syntax/name.ts";
import { parseDate, parseDateTime, parseDuration, parseTime } from "../value/temporal-text.ts";
import { fromJson } from "../value/json.ts";
import { isKind, type FeelValue } from "../value/value.ts";
import type { FeelType, SimpleName } from "./type.ts";

/**
 * JSON as the declared type means it: ISO 8601 text where a date, time or duration is declared becomes one.
 * Text that does not read as declared stays text (and will then not conform).
 */
export function typedFromJson(value: Json | undefined, type: FeelType): FeelValue {
  if (value === undefined || value === null) return null;
  switch (type.kind) {
    case "named":
      return typedFromJson(value, type.resolve());
    case "constrained":
      return typedFromJson(value, type.of);
    case "list":
      return Array.isArray(value)
        ? value.map((item) => typedFromJson(item, type.of))
        : typedFromJson(value, type.of);
    case "context":
      if (!isJsonObject(value)) return onlyItem(value, type);
      return new Map(
        Object.entries(value).map(([key, item]) => {
          const entry = type.entries.find(({ name }) => canonicalName(name) === canonicalName(key));
          return [key, entry === undefined ? fromJson(item) : typedFromJson(item, entry.type)];
        }),
      );
    case "simple":
      if (typeof value === "string") return temporalFrom(value, type.name) ?? value;
      return onlyItem(value, type);
    default:
      return fromJson(value);
  }
}

/** A list of one may stand for its item. */
function onlyItem(value: Json, type: FeelType): FeelValue {
  return Array.isArray(value) && value.length === 1 ? [typedFromJson(value[0], type)] : fromJson(value);
}

function temporalFrom(text: string, name: SimpleName): FeelValue {
  switch (name) {
    case "date":
      return parseDate(text) ?? midnightOf(text);
    case "time":
      return parseTime(text);
    case "date and time":
      return parseDateTime(text);
    case "duration":
      return parseDuration(text);
    case "days and time duration":
    case "years and months duration": {
      const duration = parseDuration(text);
      return isKind(duration, name) ? duration : null;
    }
    default:
      return null;
  }
}

/** JSON written by programs that know no plain date gives midnights. */
function midnightOf(text: string): FeelValue {
  const moment = parseDateTime(text);
  return moment !== null && moment.time.nanos === 0 ? moment.date : null;
}
