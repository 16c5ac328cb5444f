import { expectOk, parseInstant, type Instant } from "#kernel";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CN_CALENDAR,
  explain,
  extendClock,
  newClock,
  parseCalendar,
  recompute,
  startClock,
  type Clock,
  type Explanation,
} from "./index.ts";

const at = (text: string): Instant => expectOk(parseInstant(text));
const day = (text: string): Instant => at(`${text}T10:00:00+08:00`);
const started = (start: Instant, statutory: string): Clock =>
  expectOk(startClock(expectOk(newClock(CN_CALENDAR.version, statutory)), start));
const explained = (clock: Clock, moment: Instant): Explanation =>
  expectOk(explain(clock, moment, CN_CALENDAR));

const DAY = 86_400_000;
const instant = (millis: number): Instant => at(new Date(millis).toISOString());
const START = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2024, 0, 1) });
const LIMIT = fc.constantFrom("1wd", "5wd", "20wd", "15d", "30d", "4wh", "20wh", "24h", "72h", "0wd");
const PAUSE = fc.record({
  from: fc.integer({ min: -10 * DAY, max: 30 * DAY }),
  length: fc.integer({ min: 0, max: 12 * DAY }),
  ground: fc.constantFrom("correction", "testing"),
});
type PauseSketch = { readonly from: number; readonly length: number; readonly ground: string };
const clockOf = (start: number, limit: string, pauses: readonly PauseSketch[]): Clock => ({
  ...started(instant(start), limit),
  pauses: pauses.map(({ from, length, ground }) => ({
    from: instant(start + from),
    to: instant(start + from + length),
    ground,
    kind: ground === "testing" ? "excluded" : "yours",
  })),
});

describe("whatever the clock", () => {
  test("one pause more never makes the due date earlier", () => {
    fc.assert(
      fc.property(START, LIMIT, fc.array(PAUSE, { maxLength: 3 }), PAUSE, (start, limit, pauses, more) => {
        const before = explained(clockOf(start, limit, pauses), instant(start)).due ?? "";
        const after = explained(clockOf(start, limit, [...pauses, more]), instant(start)).due ?? "";
        return after >= before;
      }),
    );
  });

  test("extending never shortens", () => {
    fc.assert(
      fc.property(
        START,
        LIMIT,
        fc.array(PAUSE, { maxLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        (start, limit, pauses, more) => {
          const clock = clockOf(start, limit, pauses);
          const by = `${more}${limit.replace(/\d+/, "")}`;
          const longer = expectOk(extendClock(clock, { by, approver: "a", reason: "r", at: instant(start) }));
          return (
            (explained(longer, instant(start)).due ?? "") >= (explained(clock, instant(start)).due ?? "")
          );
        },
      ),
    );
  });

  test("an extended limit tells its base and what was added, and the day it ended on before", () => {
    fc.assert(
      fc.property(
        START,
        fc.constantFrom("7wd", "20wd"),
        fc.array(PAUSE, { maxLength: 3 }),
        fc.integer({ min: 1, max: 15 }),
        (start, promised, pauses, more) => {
          const plain = { ...clockOf(start, "20wd", pauses), promised };
          const extension = { by: `${more}wd`, approver: "a", reason: "r", at: instant(start) };
          const before = explained(plain, instant(start));
          const after = explained(expectOk(extendClock(plain, extension)), instant(start));
          for (const side of ["statutory", "promised"] as const) {
            const [old, now] = [before[side], after[side]];
            const amounts = [now?.base, now?.extendedBy, now?.limit].map((each) =>
              Number.parseInt(each ?? ""),
            );
            expect((amounts[0] ?? 0) + (amounts[1] ?? 0)).toBe(amounts[2]);
            expect([now?.base, now?.dueOnBefore]).toEqual([old?.limit, old?.dueOn]);
          }
          expect(after.extension).toEqual(extension);
        },
      ),
    );
  });

  test("is late only with nothing left, and never by law before it is by promise", () => {
    fc.assert(
      fc.property(
        START,
        fc.constantFrom("3wd", "7wd", "20wd"),
        fc.array(PAUSE, { maxLength: 3 }),
        fc.integer({ min: -5 * DAY, max: 60 * DAY }),
        (start, promised, pauses, later) => {
          const seen = explained({ ...clockOf(start, "20wd", pauses), promised }, instant(start + later));
          for (const side of [seen.statutory, seen.promised])
            if (side?.late === true) expect(side.remaining).toBeLessThanOrEqual(0);
          if (seen.statutory.late) expect(seen.promised?.late).toBe(true);
          expect(seen.light === "red").toBe(seen.promised?.late);
          expect(seen.remaining).toBe(seen.promised?.remaining);
        },
      ),
    );
  });

  test("whole and parts do not depend on the order in which pauses are written", () => {
    fc.assert(
      fc.property(START, LIMIT, fc.array(PAUSE, { minLength: 2, maxLength: 4 }), (start, limit, pauses) => {
        // Pauses that begin together are told apart only by their order.
        fc.pre(new Set(pauses.map(({ from }) => from)).size === pauses.length);
        const forwards = explained(clockOf(start, limit, pauses), instant(start + 40 * DAY));
        const backwards = explained(clockOf(start, limit, pauses.toReversed()), instant(start + 40 * DAY));
        expect(backwards).toEqual(forwards);
      }),
    );
  });

  test("an open pause is named, leaves the due date open, and ends with the explanation once it has an end", () => {
    fc.assert(
      fc.property(START, LIMIT, fc.integer({ min: 1, max: 3 * DAY }), (start, limit, later) => {
        const clock = clockOf(start, limit, []);
        const open = { from: instant(start), to: null, ground: "testing", kind: "excluded" as const };
        const moment = instant(start + later);
        const paused = explained({ ...clock, pauses: [open] }, moment);
        expect(paused.pause).toEqual({
          since: instant(start),
          kind: "excluded",
          ground: { zh: "检测", en: "testing" },
        });
        const over = explained({ ...clock, pauses: [{ ...open, to: moment }] }, moment);
        expect(over.pause).toBeNull();
      }),
    );
  });

  test("the three parts sum to the whole, and the stretches to the parts", () => {
    fc.assert(
      fc.property(
        START,
        LIMIT,
        fc.array(PAUSE, { maxLength: 4 }),
        fc.integer({ min: -12 * DAY, max: 50 * DAY }),
        (start, limit, pauses, later) => {
          const seen = explained(clockOf(start, limit, pauses), instant(start + later));
          expect(seen.ourDays + seen.yourDays + seen.excludedDays).toBeCloseTo(seen.wholeDays, 6);
          for (const [part, sum] of [
            ["ours", seen.ourDays],
            ["yours", seen.yourDays],
            ["excluded", seen.excludedDays],
          ] as const) {
            const days = seen.intervals.filter((each) => each.part === part).map((each) => each.days);
            expect(days.reduce((total, each) => total + each, 0)).toBeCloseTo(sum, 6);
          }
          expect(seen.ourDays).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test("after the start the stretches follow each other without a gap", () => {
    fc.assert(
      fc.property(
        START,
        LIMIT,
        fc.array(PAUSE, { maxLength: 4 }),
        fc.integer({ min: 1, max: 50 * DAY }),
        (start, limit, pauses, later) => {
          const stretches = explained(clockOf(start, limit, pauses), instant(start + later)).intervals.filter(
            ({ from }) => from >= instant(start),
          );
          expect(stretches[0]?.from).toBe(instant(start));
          expect(stretches.at(-1)?.to).toBe(instant(start + later));
          for (const [index, stretch] of stretches.entries()) {
            if (index > 0) expect(stretch.from).toBe(stretches[index - 1]?.to);
          }
        },
      ),
    );
  });

  test("working days used never exceed the limit on or before the due date", () => {
    fc.assert(
      fc.property(START, fc.array(PAUSE, { maxLength: 3 }), (start, pauses) => {
        const clock = clockOf(start, "20wd", pauses);
        const due = explained(clock, instant(start)).due;
        if (due === null) throw new Error("every pause ends");
        const seen = explained(clock, due);
        expect([seen.ourDays, seen.remaining]).toEqual([20, 0]);
      }),
    );
  });
});

describe("recomputing under a newer calendar", () => {
  const older = expectOk(
    parseCalendar({ base: "cn", years: [{ year: 2027, provisional: true, daysOff: ["2027-01-01"] }] }),
  );
  const newer = expectOk(
    parseCalendar({
      base: "cn",
      years: [
        {
          year: 2027,
          notice: "国办发明电〔2026〕1号",
          daysOff: ["2027-01-01/2027-01-04"],
          makeUpDays: ["2027-01-09"],
        },
      ],
    }),
  );

  test("shows how far the due date and the days move", () => {
    const clock = started(day("2026-12-28"), "6wd");
    const difference = expectOk(recompute(clock, day("2027-01-06"), older, newer));
    expect(difference).toMatchObject({
      changed: true,
      dueOn: { before: "2027-01-06", after: "2027-01-07" },
      dueMovesBy: 1,
      ourDays: -1,
      yourDays: 0,
    });
    expect([difference.before.provisional, difference.after.provisional]).toEqual([true, false]);
    expect([difference.before.calendar, difference.after.calendar]).toEqual([older.version, newer.version]);
  });

  test("shows exactly the differences of the two explanations, whatever the clock", () => {
    const late = fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2027, 0, 31) });
    fc.assert(
      fc.property(
        late,
        LIMIT,
        fc.array(PAUSE, { maxLength: 2 }),
        fc.integer({ min: 0, max: 40 * DAY }),
        (start, limit, pauses, later) => {
          const clock = clockOf(start, limit, pauses);
          const moment = instant(start + later);
          const [before, after] = [older, newer].map((calendar) =>
            expectOk(explain(clock, moment, calendar)),
          );
          if (before === undefined || after === undefined) throw new Error("two calendars");
          const shown = expectOk(recompute(clock, moment, older, newer));
          expect([shown.before, shown.after]).toEqual([before, after]);
          expect(shown.ourDays).toBe(after.ourDays - before.ourDays);
          expect(shown.dueOn).toEqual({ before: before.dueOn, after: after.dueOn });
          if (before.dueOn !== after.dueOn || before.ourDays !== after.ourDays)
            expect(shown.changed).toBe(true);
        },
      ),
    );
  });

  test("is provisional as soon as either limit ends in a year without its notice", () => {
    const clock = { ...started(day("2026-12-21"), "10wd"), promised: "5wd" };
    const seen = expectOk(explain(clock, day("2026-12-22"), older));
    expect([seen.promised?.dueOn, seen.statutory.dueOn, seen.provisional]).toEqual([
      "2026-12-28",
      "2027-01-05",
      true,
    ]);
  });

  test("shows no difference where there is none", () => {
    expect(
      expectOk(recompute(started(day("2022-09-30"), "5wd"), day("2022-10-12"), older, newer)),
    ).toMatchObject({
      changed: false,
      dueMovesBy: 0,
      ourDays: 0,
    });
  });
});
