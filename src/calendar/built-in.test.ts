import { hashOf, type LocalDate } from "#kernel";
import { describe, expect, test } from "vitest";
import { addWorkingDays, CN_CALENDAR, isWorkingDay, workingDaysBetween } from "./index.ts";

const date = (text: string): LocalDate => text as LocalDate;
const works = (text: string): boolean => {
  const answer = isWorkingDay(CN_CALENDAR, date(text));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

/** The State Council's notices as the domain reference lists them, month-day, weekend days included. */
const NOTICES = {
  2022: {
    off: "01-01~01-03 01-31~02-06 04-03~04-05 04-30~05-04 06-03~06-05 09-10~09-12 10-01~10-07 12-31~12-31",
    madeUp: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
  },
  2023: {
    off: "01-01~01-02 01-21~01-27 04-05~04-05 04-29~05-03 06-22~06-24 09-29~10-06",
    madeUp: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
  },
  2024: {
    off: "01-01~01-01 02-10~02-17 04-04~04-06 05-01~05-05 06-10~06-10 09-15~09-17 10-01~10-07",
    madeUp: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
  },
  2025: {
    off: "01-01~01-01 01-28~02-04 04-04~04-06 05-01~05-05 05-31~06-02 10-01~10-08",
    madeUp: "01-26 02-08 04-27 09-28 10-11",
  },
  2026: {
    off: "01-01~01-03 02-15~02-23 04-04~04-06 05-01~05-05 06-19~06-21 09-25~09-27 10-01~10-07",
    madeUp: "01-04 02-14 02-28 05-09 09-20 10-10",
  },
} as const;

const daysOfYear = (year: number): readonly string[] => {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: first.daysInYear }, (_, index) => first.add({ days: index }).toString());
};

describe("the built-in calendar", () => {
  test.each(Object.entries(NOTICES))(
    "agrees with the notice of %s on every day of the year",
    (year, notice) => {
      const ranges = notice.off.split(" ").map((range) => range.split("~").map((day) => `${year}-${day}`));
      const madeUp = notice.madeUp.split(" ").map((day) => `${year}-${day}`);
      for (const day of daysOfYear(Number(year))) {
        const weekday = Temporal.PlainDate.from(day).dayOfWeek;
        const off = ranges.some(([from = "", to = ""]) => from <= day && day <= to);
        const expected = madeUp.includes(day) || (!off && weekday <= 5);
        expect([day, works(day)]).toEqual([day, expected]);
      }
    },
  );

  test("covers exactly the years whose notices the package holds", () => {
    expect(CN_CALENDAR.coveredYears).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(CN_CALENDAR.provisionalYears).toEqual([]);
  });

  test("carries a version that must be raised when its content changes", () => {
    const { version, ...content } = CN_CALENDAR;
    expect([version, hashOf(content)]).toEqual([
      "cn-2026.1",
      "5b97a5d51d4f8fa4c8a7a12902fe408181fd8bb5d7faa5471313a783afb86f73",
    ]);
  });

  test.each(["2003-12-31", "2027-01-01", "2027-01-04"])(
    "refuses %s instead of guessing Monday to Friday",
    (text) => {
      const answer = isWorkingDay(CN_CALENDAR, date(text));
      expect(answer).toMatchObject({
        ok: false,
        error: { code: "CALENDAR_YEAR_NOT_COVERED", details: { year: Number(text.slice(0, 4)) } },
      });
    },
  );
});

describe("counting working days", () => {
  test.each([
    ["2022-09-30", 1, "2022-10-08"],
    ["2022-09-30", 2, "2022-10-09"],
    ["2022-09-30", 3, "2022-10-10"],
    ["2022-09-30", 4, "2022-10-11"],
    ["2022-09-30", 5, "2022-10-12"],
    ["2022-12-22", 1, "2022-12-23"],
    ["2022-12-22", 6, "2022-12-30"],
    ["2022-12-22", 7, "2023-01-03"],
    ["2022-12-22", 8, "2023-01-04"],
    ["2022-10-12", -5, "2022-09-30"],
    ["2022-10-01", 0, "2022-10-01"],
  ])("%s plus %i working days is %s", (from, count, expected) => {
    expect(addWorkingDays(CN_CALENDAR, date(from), count)).toEqual({ ok: true, value: expected });
  });

  test("the days between are those after the first up to the last, and turn negative backwards", () => {
    expect(workingDaysBetween(CN_CALENDAR, date("2022-09-30"), date("2022-10-12"))).toEqual({
      ok: true,
      value: 5,
    });
    expect(workingDaysBetween(CN_CALENDAR, date("2022-10-12"), date("2022-09-30"))).toEqual({
      ok: true,
      value: -5,
    });
  });

  test("a walk over the edge of the covered years names the year", () => {
    const answer = addWorkingDays(CN_CALENDAR, date("2026-12-28"), 10);
    expect(answer).toMatchObject({ ok: false, error: { code: "CALENDAR_YEAR_NOT_COVERED" } });
  });
});
