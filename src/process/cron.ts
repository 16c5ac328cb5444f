import { instantOf, SHANGHAI, type Instant } from "#kernel";

/** The values that a field admits; of days a rule says what no list can (the last day of a month). */
type Field = ReadonlySet<number>;
type DayRule = (day: Temporal.PlainDate) => boolean;

type Cron = {
  readonly seconds: Field;
  readonly minutes: Field;
  readonly hours: Field;
  readonly months: Field;
  readonly days: readonly DayRule[];
};

const MACROS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 0 1 1 *",
  "@annually": "0 0 0 1 1 *",
  "@monthly": "0 0 0 1 * *",
  "@weekly": "0 0 0 * * 0",
  "@daily": "0 0 0 * * *",
  "@midnight": "0 0 0 * * *",
  "@hourly": "0 0 * * * *",
};

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/** The 29th of February of a given weekday comes within forty years; what has not come by then never does. */
const FARTHEST_DAYS = 41 * 366;

const kept = new Map<string, Cron | undefined>();

/**
 * A schedule in Camunda 8's six fields (second, minute, hour, day of month, month, day of week; Spring's
 * CronExpression): lists, ranges, steps, names, `?`, `L`, `L-3`, `15W`, `LW`, `5L`, `FRI#2`, and the macros `@daily` and its
 * kin. A day must fit both day fields; 0 and 7 are Sunday. Undefined where it cannot be read.
 */
function parseCron(text: string): Cron | undefined {
  const written = text.trim();
  if (!kept.has(written)) kept.set(written, read(MACROS[written.toLowerCase()] ?? written));
  return kept.get(written);
}

function read(text: string): Cron | undefined {
  const fields = text.toUpperCase().split(/\s+/);
  const [second = "", minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const seconds = parseField(second, 0, 59);
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const months = parseField(named(month, MONTHS, 1), 1, 12);
  const days = [parseDays(day), parseWeekdays(named(weekday, WEEKDAYS, 1))];
  if (fields.length !== 6 || !seconds || !minutes || !hours || !months) return undefined;
  return days.every((each) => each !== undefined) ? { seconds, minutes, hours, months, days } : undefined;
}

const named = (text: string, names: readonly string[], first: number): string =>
  text.replaceAll(/[A-Z]{3}/g, (name) => (names.includes(name) ? String(names.indexOf(name) + first) : name));

/** `*`, `5`, `1,3`, `9-17`, `0/15`, `9-17/2`. */
function parseField(text: string, least: number, most: number): Field | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, from, to, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined || (from === "*" && to !== undefined)) return undefined;
    const first = from === "*" ? least : Number(from);
    const last = to !== undefined ? Number(to) : from === "*" || step !== undefined ? most : first;
    const by = step === undefined ? 1 : Number(step);
    if (first < least || last > most || first > last || by < 1) return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}

function parseDays(text: string): DayRule | undefined {
  if (text === "*" || text === "?") return () => true;
  const fromLast = /^L(?:-(\d+))?$/.exec(text);
  if (fromLast !== null) return (day) => day.day === day.daysInMonth - Number(fromLast[1] ?? 0);
  const working = /^(\d+|L)W$/.exec(text)?.[1];
  if (working !== undefined) return nearestWeekday(working);
  const days = parseField(text, 1, 31);
  return days === undefined ? undefined : (day) => days.has(day.day);
}

/** The day from Monday to Friday that is nearest to a day of the month, in that month. */
function nearestWeekday(of: string): DayRule | undefined {
  if (of !== "L" && (Number(of) < 1 || Number(of) > 31)) return undefined;
  return (day) => {
    const target = of === "L" ? day.daysInMonth : Math.min(Number(of), day.daysInMonth);
    const weekday = day.with({ day: target }).dayOfWeek;
    const moved = weekday === 6 ? target - 1 : weekday === 7 ? target + 1 : target;
    if (of === "L") return day.day === (weekday === 7 ? target - 2 : moved);
    if (Number(of) > day.daysInMonth) return false;
    return day.day === (moved < 1 ? target + 2 : moved > day.daysInMonth ? target - 2 : moved);
  };
}

function parseWeekdays(text: string): DayRule | undefined {
  if (text === "*" || text === "?") return () => true;
  const [, weekday, last, which] = /^([0-7])(?:(L)|#([1-5]))$/.exec(text) ?? [];
  const isOn = (day: Temporal.PlainDate): boolean => day.dayOfWeek % 7 === Number(weekday) % 7;
  if (last !== undefined) return (day) => isOn(day) && day.day + 7 > day.daysInMonth;
  if (which !== undefined) return (day) => isOn(day) && Math.ceil(day.day / 7) === Number(which);
  // At the beginning of a range Sunday is 0 (Spring).
  const days = parseField(text.replaceAll(/(^|,)7-/g, "$10-"), 0, 7);
  if (days === undefined) return undefined;
  return (day) => days.has(day.dayOfWeek) || (day.dayOfWeek === 7 && days.has(0));
}

/** The first moment of a schedule after another, by the clock of Asia/Shanghai; undefined where none comes. */
export function nextOfCron(text: string, after: Instant): Instant | undefined {
  const cron = parseCron(text);
  if (cron === undefined) return undefined;
  const start = Temporal.Instant.from(after).toZonedDateTimeISO(SHANGHAI).add({ seconds: 1 }).round({
    smallestUnit: "second",
    roundingMode: "floor",
  });
  let day = start.toPlainDate();
  for (let from: Temporal.PlainTime | null = start.toPlainTime(), at = 0; at < FARTHEST_DAYS; at += 1) {
    const time = fits(cron, day) ? firstTime(cron, from) : undefined;
    if (time !== undefined)
      return instantOf(day.toZonedDateTime({ timeZone: SHANGHAI, plainTime: time }).toInstant());
    day = day.add({ days: 1 });
    from = null;
  }
  return undefined;
}

const fits = (cron: Cron, day: Temporal.PlainDate): boolean =>
  cron.months.has(day.month) && cron.days.every((rule) => rule(day));

/** The first time of a day, or the first that is not before another. */
function firstTime(
  { hours, minutes, seconds }: Cron,
  from: Temporal.PlainTime | null,
): Temporal.PlainTime | undefined {
  const [hour, minute, second] = from === null ? [0, 0, 0] : [from.hour, from.minute, from.second];
  for (const h of upFrom(hours, hour))
    for (const m of upFrom(minutes, h > hour ? 0 : minute))
      for (const s of upFrom(seconds, h > hour || m > minute ? 0 : second))
        return Temporal.PlainTime.from({ hour: h, minute: m, second: s });
  return undefined;
}

const upFrom = (field: Field, least: number): readonly number[] =>
  [...field].filter((value) => value >= least).toSorted((left, right) => left - right);
