import { expectOk, localDateOf, parseInstant, type Instant } from "#kernel";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CN_CALENDAR, dueOf, formatLimit, nameOfLimit, parseLimit } from "./index.ts";

const at = (text: string): Instant => expectOk(parseInstant(text));
const due = (start: string, limit: string): string => {
  const found = expectOk(dueOf(CN_CALENDAR, at(start), expectOk(parseLimit(limit))));
  expect(localDateOf(found.due)).toBe(found.dueOn);
  return Temporal.Instant.from(found.due).toString({
    timeZone: "Asia/Shanghai",
    smallestUnit: "millisecond",
  });
};

describe("when a period ends", () => {
  test.each([
    [
      "working days run over National Day and its made-up weekend",
      "2022-09-30T10:00:00+08:00",
      "5wd",
      "2022-10-12T23:59:59.999",
    ],
    ["working days run over New Year", "2022-12-22T09:00:00+08:00", "8wd", "2023-01-04T23:59:59.999"],
    [
      "the day of the start is not counted, even at its first moment",
      "2022-12-22T00:00:00+08:00",
      "1wd",
      "2022-12-23T23:59:59.999",
    ],
    [
      "the start's day is the day in Shanghai, not in UTC",
      "2022-12-22T17:30:00Z",
      "1wd",
      "2022-12-26T23:59:59.999",
    ],
    [
      "calendar days that end on a working day end there",
      "2022-12-01T09:00:00+08:00",
      "15d",
      "2022-12-16T23:59:59.999",
    ],
    [
      "calendar days that end on a rest day end on the next working day",
      "2022-09-20T09:00:00+08:00",
      "15d",
      "2022-10-08T23:59:59.999",
    ],
    [
      "calendar days that end on a made-up weekend day end there",
      "2022-09-23T09:00:00+08:00",
      "15d",
      "2022-10-08T23:59:59.999",
    ],
    ["working hours stop at lunch", "2022-12-22T10:00:00+08:00", "4wh", "2022-12-22T15:30:00.000"],
    [
      "working hours that fill the day end at close",
      "2022-12-22T13:00:00+08:00",
      "4wh",
      "2022-12-22T17:00:00.000",
    ],
    ["working hours go on after the weekend", "2022-12-23T16:00:00+08:00", "4wh", "2022-12-26T11:30:00.000"],
    [
      "working hours begin with the next opening",
      "2022-12-24T20:00:00+08:00",
      "1wh",
      "2022-12-26T09:30:00.000",
    ],
    [
      "hours by the wall clock heed no rest day",
      "2022-09-30T16:20:00+08:00",
      "24h",
      "2022-10-01T16:20:00.000",
    ],
    ["the same day ends with the working day", "2022-12-22T09:00:00+08:00", "0wd", "2022-12-22T23:59:59.999"],
    [
      "the same day still holds at the minute of closing",
      "2022-12-22T17:00:00+08:00",
      "0wd",
      "2022-12-22T23:59:59.999",
    ],
    [
      "received after close, the same day is the next working day",
      "2022-12-23T17:00:01+08:00",
      "0wd",
      "2022-12-26T23:59:59.999",
    ],
    [
      "received before opening, it is that day",
      "2022-12-22T06:00:00+08:00",
      "0wd",
      "2022-12-22T23:59:59.999",
    ],
    [
      "received on a rest day, it is the next working day",
      "2022-10-03T10:00:00+08:00",
      "0wd",
      "2022-10-08T23:59:59.999",
    ],
    [
      "received on a made-up Saturday, it is that day",
      "2022-10-08T10:00:00+08:00",
      "0wd",
      "2022-10-08T23:59:59.999",
    ],
  ])("%s", (_, start, limit, expected) => {
    expect(due(start, limit)).toBe(`${expected}+08:00`);
  });

  test.each(["5wd", "15d", "4wh", "24h", "0wd"])("%s outside the covered years is refused", (limit) => {
    const answer = dueOf(CN_CALENDAR, at("2027-03-01T10:00:00+08:00"), expectOk(parseLimit(limit)));
    expect(answer).toMatchObject({ ok: false, error: { code: "CALENDAR_YEAR_NOT_COVERED" } });
  });

  test.each(["5wd", "15d", "14wh", "48h"])("%s that leaves the covered years is refused", (limit) => {
    const answer = dueOf(CN_CALENDAR, at("2026-12-31T10:00:00+08:00"), expectOk(parseLimit(limit)));
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "CALENDAR_YEAR_NOT_COVERED", details: { year: 2027 } },
    });
  });
});

describe("limits", () => {
  test.each(["", "5", "wd", "-5wd", "1.5h", "5 wd", "5WD", "0d", "0h", "0wh", "5wdx", "999999d"])(
    "“%s” is refused",
    (text) => {
      expect(parseLimit(text)).toMatchObject({ ok: false, error: { code: "LIMIT_UNREADABLE" } });
    },
  );

  test("a limit is written back as it was read and named in both languages", () => {
    expect(formatLimit(expectOk(parseLimit("20wd")))).toBe("20wd");
    expect(nameOfLimit({ amount: 20, unit: "wd" })).toEqual({ zh: "20个工作日", en: "20 working days" });
    expect(nameOfLimit({ amount: 1, unit: "h" })).toEqual({ zh: "1小时", en: "1 hour" });
    expect(nameOfLimit({ amount: 0, unit: "wd" })).toEqual({ zh: "当个工作日", en: "the same working day" });
  });
});

const START = fc.integer({ min: Date.UTC(2004, 0, 2), max: Date.UTC(2025, 0, 1) });
const LIMIT = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((amount) => ({ amount, unit: "wd" as const })),
  fc.integer({ min: 1, max: 60 }).map((amount) => ({ amount, unit: "d" as const })),
  fc.integer({ min: 1, max: 40 }).map((amount) => ({ amount, unit: "wh" as const })),
  fc.integer({ min: 1, max: 72 }).map((amount) => ({ amount, unit: "h" as const })),
);

test("a later start is never due earlier", () => {
  fc.assert(
    fc.property(START, fc.integer({ min: 0, max: 20 * 86_400_000 }), LIMIT, (start, later, limit) => {
      const first = expectOk(dueOf(CN_CALENDAR, at(new Date(start).toISOString()), limit));
      const second = expectOk(dueOf(CN_CALENDAR, at(new Date(start + later).toISOString()), limit));
      return second.due >= first.due;
    }),
  );
});

test("a longer limit is never due earlier, and nothing is due before it starts", () => {
  fc.assert(
    fc.property(START, LIMIT, fc.integer({ min: 1, max: 20 }), (start, limit, more) => {
      const from = at(new Date(start).toISOString());
      const short = expectOk(dueOf(CN_CALENDAR, from, limit));
      const long = expectOk(dueOf(CN_CALENDAR, from, { ...limit, amount: limit.amount + more }));
      return long.due >= short.due && short.due >= from;
    }),
  );
});
