import { describe, expect, test } from "vitest";
import { clockCommand } from "./clock.ts";

type Run = { readonly code: number; readonly out: string; readonly err: string };

async function clock(...args: readonly string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await clockCommand.run(args, {
    stdin: (async function* () {})(),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    env: {},
  });
  return { code, out: out.join(""), err: err.join("") };
}

const START = ["--start", "2022-09-30T10:00:00+08:00"];

describe("yiwang clock", () => {
  test("explains five working days over National Day", async () => {
    const { code, out } = await clock(...START, "--limit", "5wd", "--at", "2022-10-10T10:00:00+08:00");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      due: "2022-10-12T23:59:59.999+08:00",
      dueOn: "2022-10-12",
      ourDays: 3,
      yourDays: 0,
      excludedDays: 0,
      light: "green",
      intervals: [
        { from: "2022-09-30T10:00:00.000+08:00", counted: true, why: expect.stringMatching(/^正常计时/) },
      ],
      calendar: "cn-2026.1",
    });
  });

  test("explains eight working days over New Year, into the next year's calendar", async () => {
    const start = [
      "--start",
      "2022-12-22T10:00:00+08:00",
      "--limit",
      "8wd",
      "--at",
      "2023-01-04T12:00:00+08:00",
    ];
    const { code, out } = await clock(...start);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      {
        due: "2023-01-04T23:59:59.999+08:00",
        dueOn: "2023-01-04",
        ourDays: 8,
        remaining: 0,
        light: "yellow",
      },
    ]);
  });

  test("takes pauses by instant or date, with grounds in either language", async () => {
    const { out } = await clock(
      ...START,
      "--limit",
      "5wd",
      "--pause",
      "2022-10-09/2022-10-11,补正",
      "--pause",
      "2022-10-12T00:00:00+08:00/2022-10-13T00:00:00+08:00,expert-review",
      "--stop",
      "2022-10-14T09:00:00+08:00",
    );
    expect(JSON.parse(out)).toMatchObject({
      dueOn: "2022-10-17",
      ourDays: 4,
      yourDays: 2,
      excludedDays: 1,
      light: "green",
      onTime: true,
    });
  });

  test("an extension moves the due date and the promise is listed beside the law's limit", async () => {
    const { out } = await clock(
      ...START,
      "--limit",
      "20wd",
      "--promised",
      "5wd",
      "--extend",
      "10wd,王局长,需专家论证,情况复杂",
      "--at",
      "2022-10-08",
    );
    expect(JSON.parse(out)).toMatchObject({
      dueOn: "2022-10-26",
      statutory: { limit: "30wd", base: "20wd", extendedBy: "10wd", dueOnBefore: "2022-11-02" },
      promised: {
        limit: "15wd",
        base: "5wd",
        extendedBy: "10wd",
        dueOn: "2022-10-26",
        dueOnBefore: "2022-10-12",
      },
      extension: { by: "10wd", approver: "王局长", reason: "需专家论证,情况复杂" },
    });
  });

  test("without an extension each limit is its own base", async () => {
    const { out } = await clock(...START, "--limit", "5wd", "--at", "2022-10-08");
    expect(JSON.parse(out)).toMatchObject({
      statutory: { limit: "5wd", base: "5wd", extendedBy: null, dueOnBefore: null },
      extension: null,
    });
  });

  test("a pause that lasts is named with its ground, and leaves the due date open", async () => {
    const { out } = await clock(
      ...START,
      "--limit",
      "5wd",
      "--pause",
      "2022-10-10/,检测",
      "--at",
      "2022-10-11",
    );
    expect(JSON.parse(out)).toMatchObject({
      dueOn: null,
      light: "paused",
      remaining: 3,
      pause: {
        since: "2022-10-10T00:00:00.000+08:00",
        kind: "excluded",
        ground: "检测",
        groundEn: "testing",
      },
    });
  });

  test("before the start no day has passed", async () => {
    const { out } = await clock(...START, "--limit", "5wd", "--at", "2022-09-01");
    expect(JSON.parse(out)).toMatchObject({ ourDays: 0, yourDays: 0, excludedDays: 0, light: "green" });
  });

  test("without a moment it counts up to now, and the due date does not depend on it", async () => {
    const { code, out } = await clock(...START, "--limit", "5wd");
    expect([code, JSON.parse(out)]).toMatchObject([0, { dueOn: "2022-10-12", light: "red" }]);
  });

  test.each([
    ["a start", ["--start", "2027-03-01T10:00:00+08:00", "--limit", "5wd"]],
    ["an end", ["--start", "2026-12-28T10:00:00+08:00", "--limit", "20wd"]],
    ["a moment", [...START, "--limit", "5wd", "--at", "2027-01-05"]],
    ["a pause", [...START, "--limit", "5wd", "--pause", "2003-01-01/2003-01-05,补正", "--at", "2022-10-10"]],
  ])("%s outside the covered years is refused by name", async (_, args) => {
    const { code, out } = await clock(...args);
    expect([code, JSON.parse(out)]).toMatchObject([1, { error: { code: "CALENDAR_YEAR_NOT_COVERED" } }]);
  });

  test("an unknown calendar is refused by name", async () => {
    const { code, out } = await clock(...START, "--limit", "5wd", "--calendar", "us");
    expect([code, JSON.parse(out)]).toMatchObject([1, { error: { code: "CALENDAR_UNKNOWN" } }]);
  });

  test.each([
    ["no limit", START],
    ["an unreadable limit", [...START, "--limit", "soon"]],
    ["a start without offset", ["--start", "2022-09-30T10:00:00", "--limit", "5wd"]],
    ["a pause without ground", [...START, "--limit", "5wd", "--pause", "2022-10-09/2022-10-10"]],
    ["an unknown option", [...START, "--limit", "5wd", "--speed", "9"]],
  ])("%s is wrong use", async (_, args) => {
    const { code, out, err } = await clock(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("usage");
  });
});
