import { expectOk, parseInstant, type Instant } from "#kernel";
import { describe, expect, test } from "vitest";
import {
  CN_CALENDAR,
  explain,
  extendClock,
  newClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  type Clock,
  type Explanation,
  type Pause,
} from "./index.ts";

const at = (text: string): Instant => expectOk(parseInstant(text));
const day = (text: string, time = "10:00:00"): Instant => at(`${text}T${time}+08:00`);
const started = (start: Instant, statutory: string, promised: string | null = null): Clock =>
  expectOk(startClock(expectOk(newClock(CN_CALENDAR.version, statutory, promised)), start));
const paused = (clock: Clock, from: Instant, to: Instant, ground: string): Clock =>
  expectOk(resumeClock(expectOk(pauseClock(clock, from, ground)), to));
const explained = (clock: Clock, moment: Instant): Explanation =>
  expectOk(explain(clock, moment, CN_CALENDAR));
const parts = ({ ourDays, yourDays, excludedDays, wholeDays }: Explanation): readonly number[] => [
  ourDays,
  yourDays,
  excludedDays,
  wholeDays,
];

const accepted = started(day("2022-09-30"), "5wd");

describe("pauses by days", () => {
  test("wholly paused working days move the due date; the days at both ends count as running", () => {
    const clock = paused(accepted, day("2022-10-09", "09:00:00"), day("2022-10-12", "12:00:00"), "检测");
    const seen = explained(clock, day("2022-10-13"));
    expect(seen.dueOn).toBe("2022-10-14");
    expect(parts(seen)).toEqual([4, 0, 2, 6]);
    expect(seen.intervals.map(({ counted, part, days }) => [counted, part, days])).toEqual([
      [true, "ours", 2],
      [false, "excluded", 2],
      [true, "ours", 2],
    ]);
    expect(seen.intervals[1]?.why.zh).toContain("检测（行政许可法第四十五条）");
  });

  test("a pause within one day moves nothing", () => {
    const clock = paused(accepted, day("2022-10-09", "00:00:01"), day("2022-10-09", "23:59:00"), "hearing");
    expect(explained(clock, day("2022-10-10")).dueOn).toBe("2022-10-12");
  });

  test("a pause of rest days moves no working-day limit but moves a calendar-day limit", () => {
    const pause = [day("2022-10-01", "00:00:00"), day("2022-10-08", "00:00:00"), "tender"] as const;
    expect(explained(paused(accepted, ...pause), day("2022-10-08")).dueOn).toBe("2022-10-12");
    const calendarDays = started(day("2022-09-30"), "10d");
    expect(explained(calendarDays, day("2022-10-08")).dueOn).toBe("2022-10-10");
    expect(explained(paused(calendarDays, ...pause), day("2022-10-08")).dueOn).toBe("2022-10-17");
  });

  test("overlapping pauses are left out once, and the earlier one owns the time", () => {
    const pauses: readonly Pause[] = [
      {
        from: day("2022-10-10", "00:00:00"),
        to: day("2022-10-12", "00:00:00"),
        ground: "correction",
        kind: "yours",
      },
      {
        from: day("2022-10-11", "00:00:00"),
        to: day("2022-10-13", "00:00:00"),
        ground: "testing",
        kind: "excluded",
      },
    ];
    const clock = { ...accepted, pauses };
    const seen = explained(clock, day("2022-10-13"));
    expect(seen.dueOn).toBe("2022-10-17");
    expect(parts(seen)).toEqual([3, 2, 1, 6]);
  });

  test("while an unended pause lasts the due date is unknown and the light says paused", () => {
    const clock = expectOk(pauseClock(accepted, day("2022-10-09"), "expert-review"));
    const seen = explained(clock, day("2022-10-12"));
    expect([seen.due, seen.dueOn, seen.light, seen.remaining]).toEqual([null, null, "paused", 3]);
    expect(parts(seen)).toEqual([2, 0, 3, 5]);
  });

  test("a pause that begins after the due date hides no delay", () => {
    const clock = expectOk(pauseClock(accepted, day("2022-10-14"), "testing"));
    const seen = explained(clock, day("2022-10-17"));
    expect([seen.dueOn, seen.light, seen.onTime]).toEqual(["2022-10-12", "red", false]);
  });

  test("a correction before acceptance is the applicant's time and moves no due date", () => {
    const received = expectOk(newClock(CN_CALENDAR.version, "20wd", "7wd"));
    const corrected = paused(received, day("2022-09-26"), day("2022-09-28"), "补正");
    const seen = explained(expectOk(startClock(corrected, day("2022-09-30"))), day("2022-10-09"));
    expect(parts(seen)).toEqual([2, 2, 0, 4]);
    expect(seen.dueOn).toBe(explained(started(day("2022-09-30"), "20wd", "7wd"), day("2022-10-09")).dueOn);
    expect(seen.intervals[0]?.why.zh).toMatch(/^受理前：补正.*办理期限尚未起算/);
  });

  test("a ground no law lists is kept as written, excluded and flagged", () => {
    const clock = paused(accepted, day("2022-10-09"), day("2022-10-11"), "领导出差");
    const [, pause] = explained(clock, day("2022-10-11")).intervals;
    expect([pause?.part, pause?.why.zh.includes("领导出差（未列入法定事由）")]).toEqual(["excluded", true]);
    expect(pause?.why.en).toContain("not a ground listed in law");
  });
});

describe("pauses by hours", () => {
  test("working hours leave out exactly the working time paused", () => {
    const clock = paused(
      started(day("2022-12-22"), "4wh"),
      day("2022-12-22", "11:00:00"),
      day("2022-12-22", "14:00:00"),
      "correction",
    );
    const seen = explained(clock, day("2022-12-22", "16:00:00"));
    expect(seen.due).toBe(day("2022-12-22", "17:00:00"));
    expect(parts(seen)).toEqual([3, 1.5, 0, 4.5]);
    expect(seen.remaining).toBe(1);
  });

  test("wall-clock hours leave out the time paused, at night too", () => {
    const clock = paused(
      started(day("2022-12-22"), "24h"),
      day("2022-12-22", "20:00:00"),
      day("2022-12-23", "02:30:00"),
      "testing",
    );
    const seen = explained(clock, day("2022-12-23"));
    expect(seen.due).toBe(day("2022-12-23", "16:30:00"));
    expect(parts(seen)).toEqual([17.5, 0, 6.5, 24]);
  });
});

describe("two limits, extension and stop", () => {
  test("the promised limit is the one in force and both are listed", () => {
    const seen = explained(started(day("2022-09-30"), "20wd", "5wd"), day("2022-10-08"));
    expect([seen.dueOn, seen.promised?.dueOn, seen.statutory.dueOn]).toEqual([
      "2022-10-12",
      "2022-10-12",
      "2022-11-02",
    ]);
  });

  test("one extension lengthens both; a second is refused", () => {
    const extension = { by: "10wd", approver: "局长", reason: "情况复杂", at: day("2022-10-10") };
    const clock = expectOk(extendClock(started(day("2022-09-30"), "20wd", "5wd"), extension));
    const seen = explained(clock, day("2022-10-10"));
    expect([seen.promised?.limit, seen.statutory.limit, seen.dueOn]).toEqual(["15wd", "30wd", "2022-10-26"]);
    expect(extendClock(clock, extension)).toMatchObject({
      ok: false,
      error: { code: "CLOCK_ALREADY_EXTENDED" },
    });
  });

  test("an extension in another unit than the limit is refused", () => {
    const extension = { by: "10d", approver: "局长", reason: "情况复杂", at: day("2022-10-10") };
    expect(extendClock(accepted, extension)).toMatchObject({
      ok: false,
      error: { code: "CLOCK_EXTENSION_UNIT" },
    });
  });

  test.each([
    ["2022-10-12", "23:59:59", true, "green"],
    ["2022-10-13", "00:00:00", false, "red"],
  ])("decided on %s at %s: on time is %s", (date, time, onTime, light) => {
    const seen = explained(expectOk(stopClock(accepted, day(date, time))), day("2022-12-01"));
    expect([seen.onTime, seen.light]).toEqual([onTime, light]);
  });

  test("stopping ends a pause that lasts, and time after the stop is nobody's", () => {
    const clock = expectOk(
      stopClock(expectOk(pauseClock(accepted, day("2022-10-09"), "听证")), day("2022-10-12")),
    );
    expect(parts(explained(clock, day("2022-12-01")))).toEqual([2, 0, 3, 5]);
    expect(clock.pauses[0]?.to).toBe(day("2022-10-12"));
  });
});

describe("lights", () => {
  test.each([
    ["2022-09-29", "green", 0],
    ["2022-09-30", "green", 0],
    ["2022-10-10", "green", 3],
    ["2022-10-11", "yellow", 4],
    ["2022-10-12", "yellow", 5],
    ["2022-10-13", "red", 6],
  ])("on %s it is %s after %i days", (date, light, ourDays) => {
    const seen = explained(accepted, day(date));
    expect([seen.light, seen.ourDays]).toEqual([light, ourDays]);
  });

  test("a district may set its own thresholds", () => {
    const seen = expectOk(explain(accepted, day("2022-10-11"), CN_CALENDAR, { fraction: 0, workingDays: 0 }));
    expect(seen.light).toBe("green");
  });
});

describe("refusals", () => {
  const stopped = expectOk(stopClock(accepted, day("2022-10-10")));
  const open = expectOk(pauseClock(accepted, day("2022-10-09"), "hearing"));
  test.each([
    ["a clock starts once", startClock(accepted, day("2022-10-08")), "CLOCK_ALREADY_STARTED"],
    ["a stopped clock is not paused", pauseClock(stopped, day("2022-10-11"), "hearing"), "CLOCK_STOPPED"],
    ["a stopped clock is not stopped again", stopClock(stopped, day("2022-10-11")), "CLOCK_STOPPED"],
    [
      "a paused clock is not paused again",
      pauseClock(open, day("2022-10-10"), "testing"),
      "CLOCK_ALREADY_PAUSED",
    ],
    ["a running clock is not resumed", resumeClock(accepted, day("2022-10-10")), "CLOCK_NOT_PAUSED"],
    ["a pause does not end before it began", resumeClock(open, day("2022-10-08")), "CLOCK_TIME_BACKWARDS"],
    [
      "a clock that never ran is not stopped",
      stopClock(expectOk(newClock("cn", "5wd")), day("2022-10-10")),
      "CLOCK_NOT_STARTED",
    ],
    ["a limit must be readable", newClock("cn", "soon"), "LIMIT_UNREADABLE"],
    [
      "a recorded pause does not end before it began",
      explain(
        {
          ...accepted,
          pauses: [{ from: day("2022-10-09"), to: day("2022-10-08"), ground: "x", kind: "yours" }],
        },
        day("2022-10-10"),
        CN_CALENDAR,
      ),
      "CLOCK_PAUSE_BACKWARDS",
    ],
    [
      "a recorded pause does not begin after the stop",
      explain(
        { ...stopped, pauses: [{ from: day("2022-10-11"), to: null, ground: "x", kind: "yours" }] },
        day("2022-10-12"),
        CN_CALENDAR,
      ),
      "CLOCK_PAUSE_AFTER_STOP",
    ],
    [
      "a moment beyond the covered years is refused",
      explain(accepted, day("2027-01-05"), CN_CALENDAR),
      "CALENDAR_YEAR_NOT_COVERED",
    ],
  ])("%s", (_, answer, code) => {
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });
});
