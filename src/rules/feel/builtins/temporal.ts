import { SHANGHAI, localDateOf, millisOf } from "#kernel";
import { daysInMonth, dayOfYear, weekday, weekOfYear } from "../value/civil.ts";
import { inZone } from "../value/moment.ts";
import { parseDate } from "../value/temporal-text.ts";
import type { FeelDateTime, FeelValue, Run } from "../value/value.ts";
import { offsetSeconds, zoneOfOffset } from "../value/zone.ts";
import { builtin, builtinInRun, day, type Builtin } from "./define.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The moment handed in, on Shanghai's clock with its offset written out. */
function nowIn({ now }: Run): FeelDateTime | null {
  const moment = inZone(BigInt(millisOf(now)) * 1_000_000n, SHANGHAI);
  if (moment === null) return null;
  return { ...moment, time: { ...moment.time, zone: zoneOfOffset(offsetSeconds(SHANGHAI, moment)) } };
}

const todayIn = ({ now }: Run): FeelValue => parseDate(localDateOf(now));

export const TEMPORALS: readonly Builtin[] = [
  builtinInRun("now", [], nowIn),
  builtinInRun("today", [], todayIn),
  builtin("day of year", [day("date")], dayOfYear),
  builtin("day of week", [day("date")], (value) => WEEKDAYS[weekday(value) - 1] ?? null),
  builtin("month of year", [day("date")], (value) => MONTHS[value.month - 1] ?? null),
  builtin("week of year", [day("date")], weekOfYear),
  builtin("last day of month", [day("date")], (value) => ({
    ...value,
    day: daysInMonth(value.year, value.month),
  })),
];
