import { dateText, dateTimeText, durationText, timeText } from "./temporal-text.ts";
import { isContext, isList, type FeelRange, type FeelValue } from "./value.ts";

/** What the built-in `string` gives: FEEL's own notation, without quotes around a string standing alone. */
export function textOf(value: FeelValue): string {
  return typeof value === "string" ? value : nestedText(value);
}

function nestedText(value: FeelValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (isList(value)) return `[${value.map(nestedText).join(", ")}]`;
  if (isContext(value)) {
    return `{${[...value].map(([key, item]) => `${keyText(key)}: ${nestedText(item)}`).join(", ")}}`;
  }
  switch (value.kind) {
    case "date":
      return dateText(value);
    case "time":
      return timeText(value);
    case "date and time":
      return dateTimeText(value);
    case "years and months duration":
    case "days and time duration":
      return durationText(value);
    case "range":
      return rangeText(value);
    case "function":
      return `function ${value.name}(${value.parameters.join(", ")})`;
  }
}

const keyText = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : nestedText(key));

function rangeText(range: FeelRange): string {
  if (range.outside === true) return `!= ${nestedText(range.start ?? null)}`;
  if (range.start === undefined) return `${range.endIncluded ? "<=" : "<"} ${nestedText(range.end ?? null)}`;
  if (range.end === undefined) return `${range.startIncluded ? ">=" : ">"} ${nestedText(range.start)}`;
  const [open, close] = [range.startIncluded ? "[" : "(", range.endIncluded ? "]" : ")"];
  return `${open}${nestedText(range.start)}..${nestedText(range.end)}${close}`;
}

/** Plain digits without exponent, as FEEL writes numbers. */
export function numberText(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", lead = "", rest = "", power = "0"] = match;
  const exponent = Number(power);
  const digits = lead + rest;
  if (exponent >= 0) return sign + digits.padEnd(exponent + 1, "0");
  return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
}
