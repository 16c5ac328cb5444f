import { assert, constant, integer, oneof, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { instantFromMillis, millisOf, type Instant } from "#kernel";
import { nextOfCron } from "./cron.ts";
import { parseCycle } from "./timer-text.ts";

/** The next moments as Shanghai's clock shows them. */
function times(text: string, from: string, count = 3): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let at = instantFromMillis(Date.parse(`${from}+08:00`));
  for (let place = 0; place < count; place += 1) {
    const next = nextOfCron(text, at);
    if (next === undefined) return [...found, undefined];
    found.push(new Date(Date.parse(next) + 8 * 3_600_000).toISOString().slice(0, 19));
    at = next;
  }
  return found;
}

describe("a cron of a timer", () => {
  test("fires on the hour of working hours from Monday to Friday, by China's clock", () => {
    // 2026-11-20 is a Friday.
    expect(times("0 0 9-17 * * MON-FRI", "2026-11-20T16:00:00", 3)).toEqual([
      "2026-11-20T17:00:00",
      "2026-11-23T09:00:00",
      "2026-11-23T10:00:00",
    ]);
  });

  test.each([
    ["@daily", "2026-12-31T23:59:59", ["2027-01-01T00:00:00", "2027-01-02T00:00:00"]],
    ["@hourly", "2026-11-20T16:10:00", ["2026-11-20T17:00:00", "2026-11-20T18:00:00"]],
    ["@weekly", "2026-11-20T00:00:00", ["2026-11-22T00:00:00", "2026-11-29T00:00:00"]],
    ["@monthly", "2026-11-20T00:00:00", ["2026-12-01T00:00:00", "2027-01-01T00:00:00"]],
    ["@yearly", "2026-11-20T00:00:00", ["2027-01-01T00:00:00", "2028-01-01T00:00:00"]],
    ["0/15 * * * * ?", "2026-11-20T16:00:50", ["2026-11-20T16:01:00", "2026-11-20T16:01:15"]],
    ["0 30 8,14 * * *", "2026-11-20T08:30:00", ["2026-11-20T14:30:00", "2026-11-21T08:30:00"]],
    ["0 0 0 29 2 *", "2026-11-20T00:00:00", ["2028-02-29T00:00:00", "2032-02-29T00:00:00"]],
    ["0 0 9 L * *", "2027-01-31T09:00:00", ["2027-02-28T09:00:00", "2027-03-31T09:00:00"]],
    ["0 0 9 L-3 * *", "2027-02-01T00:00:00", ["2027-02-25T09:00:00", "2027-03-28T09:00:00"]],
    // 2026-08-15 is a Saturday, 2026-11-15 a Sunday.
    ["0 0 9 15W 8,11 *", "2026-08-01T00:00:00", ["2026-08-14T09:00:00", "2026-11-16T09:00:00"]],
    // The 1st of August 2026 is a Saturday: the nearest working day in that month is the 3rd.
    ["0 0 9 1W 8 *", "2026-07-31T00:00:00", ["2026-08-03T09:00:00", "2027-08-02T09:00:00"]],
    // The last day of October 2026 is a Saturday, of January 2027 a Sunday.
    ["0 0 9 LW 10,1 *", "2026-10-01T00:00:00", ["2026-10-30T09:00:00", "2027-01-29T09:00:00"]],
    ["0 0 9 * * FRIL", "2026-11-01T00:00:00", ["2026-11-27T09:00:00", "2026-12-25T09:00:00"]],
    ["0 0 9 * * MON#1", "2026-11-03T00:00:00", ["2026-12-07T09:00:00", "2027-01-04T09:00:00"]],
    ["0 0 9 * * FRI-SUN", "2026-11-20T10:00:00", ["2026-11-21T09:00:00", "2026-11-22T09:00:00"]],
    ["0 0 9 * * sun-mon", "2026-11-20T10:00:00", ["2026-11-22T09:00:00", "2026-11-23T09:00:00"]],
    // Both day fields must fit: a Friday that is the 13th.
    ["0 0 0 13 * FRI", "2026-11-20T00:00:00", ["2027-08-13T00:00:00", "2028-10-13T00:00:00"]],
  ])("%s after %s", (text, from, expected) => {
    expect(times(text, from, expected.length)).toEqual(expected);
  });

  test.each([
    "",
    "* * * * *",
    "0 0 9 * * MON FRI",
    "60 * * * * *",
    "0 0 24 * * *",
    "0 0 0 0 * *",
    "0 0 0 32 * *",
    "0 0 0 * 13 *",
    "0 0 0 * * 8",
    "0 0 0 * * MON#6",
    "0 0 17-9 * * *",
    "0 0/0 * * * *",
    "0 0 9 * * MOO",
    "0 0 0 30 2 *",
    "@reboot",
    "every day",
  ])("“%s” is none", (text) => {
    expect(nextOfCron(text, "2026-11-20T00:00:00.000Z" as Instant)).toBeUndefined();
    expect(parseCycle(text)).toBeUndefined();
  });

  test("the next moment fits, and no moment between does", () => {
    const field = (least: number, most: number) =>
      oneof(
        constant("*"),
        integer({ min: least, max: most }).map(String),
        tuple(integer({ min: least, max: most }), integer({ min: 1, max: 20 })).map(([a, b]) => `${a}/${b}`),
        tuple(integer({ min: least, max: most }), integer({ min: least, max: most })).map(
          ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`,
        ),
      );
    const isIn = (text: string, value: number, most: number): boolean => {
      if (text === "*") return true;
      const [from = 0, rest = 0] = text.split(/[/-]/).map(Number);
      if (text.includes("/")) return value >= from && value <= most && (value - from) % rest === 0;
      return text.includes("-") ? value >= from && value <= rest : value === from;
    };
    assert(
      property(
        tuple(field(0, 59), field(0, 59), field(0, 23)),
        integer({ min: 0, max: 3 * 86_400 }),
        ([second, minute, hour], offset) => {
          const start = Date.parse("2026-11-20T00:00:00.000Z") + offset * 1_000;
          const next = nextOfCron(`${second} ${minute} ${hour} * * *`, instantFromMillis(start));
          const fits = (millis: number): boolean => {
            const at = new Date(millis + 8 * 3_600_000);
            return (
              isIn(second, at.getUTCSeconds(), 59) &&
              isIn(minute, at.getUTCMinutes(), 59) &&
              isIn(hour, at.getUTCHours(), 23)
            );
          };
          let expected = start + 1_000;
          while (!fits(expected)) expected += 1_000;
          expect(next === undefined ? undefined : millisOf(next)).toBe(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});
