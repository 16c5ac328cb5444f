import { expectOk, type LocalDate } from "#kernel";
import { describe, expect, test } from "vitest";
import { CN_CALENDAR, findGround, GROUNDS, isWorkingDay, parseCalendar } from "./index.ts";

const faultsOf = (raw: unknown): readonly string[] => {
  const parsed = parseCalendar(raw);
  return parsed.ok
    ? []
    : parsed.error.map(({ code, details }) => `${code} ${String(details?.["place"] ?? "")}`.trim());
};

const versionWith = (daysOff: readonly string[]): string =>
  expectOk(parseCalendar({ years: [{ year: 2027, provisional: true, daysOff }] })).version;

describe("a district's calendar", () => {
  test("adds hours and provisional years to the base, under a version of its own", () => {
    const calendar = expectOk(
      parseCalendar({
        id: "qianshan",
        base: "cn",
        hours: [
          ["09:00", "12:00"],
          ["13:30", "17:30"],
        ],
        years: [
          { year: 2027, provisional: true, daysOff: ["2027-01-01/2027-01-03"], makeUpDays: ["2027-02-20"] },
        ],
      }),
    );
    expect(calendar.coveredYears.at(-1)).toBe(2027);
    expect(calendar.provisionalYears).toEqual([2027]);
    expect(calendar.version).toMatch(/^qianshan:cn-2026\.1\+[0-9a-f]{8}$/);
    expect(isWorkingDay(calendar, "2027-01-01" as LocalDate)).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar, "2027-02-20" as LocalDate)).toEqual({ ok: true, value: true });
  });

  test("that adds nothing is the base itself", () => {
    expect(expectOk(parseCalendar({ base: "cn" }))).toEqual(CN_CALENDAR);
  });

  test("of other content has another version", () => {
    expect(versionWith(["2027-01-01"])).not.toBe(versionWith(["2027-01-02"]));
  });

  test.each<[string, unknown, readonly string[]]>([
    ["an unknown base", { base: "us" }, ["CALENDAR_UNKNOWN"]],
    ["a list", [], ["CALENDAR_INVALID calendar"]],
    ["an unknown item", { holiday: [] }, ["CALENDAR_INVALID holiday"]],
    [
      "hours that overlap",
      {
        hours: [
          ["08:00", "12:00"],
          ["11:00", "17:00"],
        ],
      },
      ["CALENDAR_INVALID hours[1]"],
    ],
    ["no hours at all", { hours: [] }, ["CALENDAR_INVALID hours"]],
    [
      "a covered year",
      { years: [{ year: 2022, provisional: true, daysOff: [] }] },
      ["CALENDAR_INVALID years[0]"],
    ],
    [
      "a year neither noticed nor provisional",
      { years: [{ year: 2027, daysOff: [] }] },
      ["CALENDAR_INVALID years[0]"],
    ],
    [
      "a year without its days off",
      { years: [{ year: 2027, provisional: true }] },
      ["CALENDAR_INVALID years[0].daysOff"],
    ],
    [
      "a date of another year",
      { years: [{ year: 2027, provisional: true, daysOff: ["2028-01-01"] }] },
      ["CALENDAR_INVALID years[0].daysOff"],
    ],
    [
      "a made-up weekday",
      { years: [{ year: 2027, provisional: true, daysOff: [], makeUpDays: ["2027-02-22"] }] },
      ["CALENDAR_INVALID years[0].makeUpDays"],
    ],
  ])("with %s is refused, naming the place", (_, raw, faults) => {
    expect(faultsOf(raw)).toEqual(faults);
  });
});

describe("grounds", () => {
  test.each(["expertReview", "expert_review", "expert-review", "Expert Review", "专家评审", " 专家论证 "])(
    "“%s” is the expert review",
    (name) => {
      expect(findGround(name)?.code).toBe("expertReview");
    },
  );

  test("an on-site check is not a ground: it runs inside the clock", () => {
    expect(findGround("现场核查")).toBeUndefined();
  });

  test("no two grounds share a name", () => {
    for (const ground of GROUNDS) {
      for (const name of [ground.code, ground.zh, ground.en, ...ground.aliases])
        expect(findGround(name)).toBe(ground);
    }
  });
});
