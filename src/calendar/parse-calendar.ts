import {
  err,
  hashOf,
  isJsonObject,
  ok,
  parseLocalDate,
  problem,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { findCalendar } from "./built-in.ts";
import { minutesOf } from "./day-table.ts";
import { dateOfDay, dayOfDate, weekdayOfDay } from "./days.ts";
import type { WorkCalendar } from "./types.ts";

type Faults = Problem[];
type Year = {
  readonly year: number;
  readonly provisional: boolean;
  readonly daysOff: readonly LocalDate[];
  readonly makeUpDays: readonly LocalDate[];
};

/**
 * The working-day calendar of a district pack, as YAML gives it:
 *
 *     id: qianshan
 *     base: cn
 *     hours: [["08:30", "11:30"], ["13:00", "17:00"]]
 *     years:
 *       - year: 2027
 *         provisional: true          # or notice: 国办发明电〔2026〕…号
 *         daysOff: ["2027-01-01/2027-01-03", "2027-02-05"]
 *         makeUpDays: ["2027-02-20"]
 *
 * `hours` and `years` may be left out. A year without a `notice` must say `provisional: true`; a year the
 * base already covers is refused. The version is the base's with the hash of what the pack adds.
 * Errors: every fault found, each CALENDAR_INVALID or CALENDAR_UNKNOWN.
 */
export function parseCalendar(raw: unknown): Result<WorkCalendar, readonly Problem[]> {
  if (!isJsonObject(raw)) return err([invalid("calendar", "应为对象", "it must be an object")]);
  const baseName = raw["base"] ?? "cn";
  const base = typeof baseName === "string" ? findCalendar(baseName) : undefined;
  if (base === undefined) return err([problem("CALENDAR_UNKNOWN", { name: String(baseName) })]);
  const faults: Faults = unknownKeys(raw, ["id", "base", "hours", "years"], "");
  const hours = raw["hours"] === undefined ? base.hours : parseHours(raw["hours"], faults);
  const years = parseYears(raw["years"] ?? [], base, faults);
  if (faults.length > 0) return err(faults);
  return ok(extend(base, typeof raw["id"] === "string" ? raw["id"] : base.id, hours, years));
}

function extend(
  base: WorkCalendar,
  id: string,
  hours: WorkCalendar["hours"],
  years: readonly Year[],
): WorkCalendar {
  const own = hashOf({ hours, years }).slice(0, 8);
  const same = id === base.id && years.length === 0 && hours === base.hours;
  return {
    id,
    version: same ? base.version : `${id}:${base.version}+${own}`,
    coveredYears: [...base.coveredYears, ...years.map(({ year }) => year)].toSorted((a, b) => a - b),
    provisionalYears: [
      ...base.provisionalYears,
      ...years.filter(({ provisional }) => provisional).map(({ year }) => year),
    ],
    daysOff: [...base.daysOff, ...years.flatMap(({ daysOff }) => daysOff)].toSorted(),
    makeUpDays: [...base.makeUpDays, ...years.flatMap(({ makeUpDays }) => makeUpDays)].toSorted(),
    hours,
  };
}

function parseHours(raw: unknown, faults: Faults): WorkCalendar["hours"] {
  const hours: (readonly [string, string])[] = [];
  let previous = 0;
  for (const [index, pair] of listOf(raw, "hours", faults).entries()) {
    const [open, close] = Array.isArray(pair) ? pair : [];
    const good =
      isTime(open) && isTime(close) && minutesOf(open) >= previous && minutesOf(close) > minutesOf(open);
    if (!good) {
      faults.push(
        invalid(
          `hours[${index}]`,
          "应为 [“08:30”, “11:30”] 形式，按先后排列且不重叠",
          "write pairs such as [“08:30”, “11:30”] in order, without overlap",
        ),
      );
      continue;
    }
    previous = minutesOf(close);
    hours.push([open, close]);
  }
  if (hours.length === 0) faults.push(invalid("hours", "不能为空", "it must not be empty"));
  return hours;
}

const isTime = (value: unknown): value is string =>
  typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value);

function parseYears(raw: unknown, base: WorkCalendar, faults: Faults): readonly Year[] {
  const seen = new Set(base.coveredYears);
  return listOf(raw, "years", faults).flatMap((entry, index) => {
    const place = `years[${index}]`;
    const year = isJsonObject(entry) ? entry["year"] : undefined;
    if (!isJsonObject(entry) || typeof year !== "number" || !Number.isInteger(year)) {
      faults.push(invalid(place, "缺少年份 year", "it has no year"));
      return [];
    }
    faults.push(
      ...unknownKeys(entry, ["year", "provisional", "notice", "daysOff", "makeUpDays"], `${place}.`),
    );
    if (seen.has(year)) faults.push(invalid(place, `${year}年已有安排`, `${year} is already covered`));
    seen.add(year);
    const provisional = entry["provisional"] === true;
    if (!provisional && typeof entry["notice"] !== "string") {
      faults.push(
        invalid(
          place,
          "没有放假通知文号 notice 的年份须写明 provisional: true",
          "a year without the notice's number must say provisional: true",
        ),
      );
    }
    const daysOff = parseDates(entry["daysOff"], year, `${place}.daysOff`, faults);
    const makeUpDays = parseDates(entry["makeUpDays"] ?? [], year, `${place}.makeUpDays`, faults);
    checkMakeUpDays(makeUpDays, daysOff, place, faults);
    return [{ year, provisional, daysOff, makeUpDays }];
  });
}

function checkMakeUpDays(
  makeUpDays: readonly LocalDate[],
  daysOff: readonly LocalDate[],
  place: string,
  faults: Faults,
): void {
  for (const date of makeUpDays) {
    const weekday = weekdayOfDay(dayOfDate(date));
    if (daysOff.includes(date) || (weekday !== 0 && weekday !== 6)) {
      faults.push(
        invalid(
          `${place}.makeUpDays`,
          `${date} 应为周末且不在放假日之内`,
          `${date} must be a weekend day outside the days off`,
        ),
      );
    }
  }
}

/** Dates and ranges `from/to` (both included) of one year. */
function parseDates(raw: unknown, year: number, place: string, faults: Faults): readonly LocalDate[] {
  return listOf(raw, place, faults).flatMap((entry) => {
    const [from, to] = String(entry)
      .split("/")
      .map((text) => parseLocalDate(text));
    const last = to ?? from;
    if (
      !from?.ok ||
      !last?.ok ||
      last.value < from.value ||
      !from.value.startsWith(`${year}-`) ||
      !last.value.startsWith(`${year}-`)
    ) {
      faults.push(
        invalid(
          place,
          `“${String(entry)}”应为${year}年的日期，或“起/止”`,
          `“${String(entry)}” must be a date of ${year} or “from/to”`,
        ),
      );
      return [];
    }
    const first = dayOfDate(from.value);
    return Array.from({ length: dayOfDate(last.value) - first + 1 }, (_, index) => dateOfDay(first + index));
  });
}

function listOf(raw: unknown, place: string, faults: Faults): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  faults.push(invalid(place, "应为列表", "it must be a list"));
  return [];
}

function unknownKeys(raw: object, known: readonly string[], prefix: string): Faults {
  return Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => invalid(`${prefix}${key}`, "不是已知的项", "there is no such item"));
}

const invalid = (place: string, detailZh: string, detailEn: string): Problem =>
  problem("CALENDAR_INVALID", { place, detailZh, detailEn }, { place });
