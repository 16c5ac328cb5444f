import { expect, test } from "vitest";
import { CN_CALENDAR, newClock, pauseClock, resumeClock, startClock, type Clock } from "#calendar";
import { expectOk, type Instant } from "#kernel";
import { explainPeriod } from "./explain-period.ts";

const at = (text: string): Instant => new Date(`${text}T10:00:00+08:00`).toISOString() as Instant;
const started = expectOk(startClock(expectOk(newClock(CN_CALENDAR.version, "20wd")), at("2022-09-26")));
const paused = (clock: Clock, from: string): Clock => expectOk(pauseClock(clock, at(from), "testing"));
const period = { limit: "5wd", from: at("2022-09-30"), clock: "decision" };

test("the day of a task's period names the pauses since it began, with their ground", () => {
  const before = expectOk(resumeClock(paused(started, "2022-09-27"), at("2022-09-29")));
  const decision = expectOk(resumeClock(paused(before, "2022-10-08"), at("2022-10-12")));
  const told = expectOk(explainPeriod(period, { decision }, CN_CALENDAR, at("2022-10-13")));
  expect([told.dueOn, told.excludedDays, told.pause]).toEqual(["2022-10-17", 3, null]);
  expect(told.intervals.filter(({ counted }) => !counted).map(({ why }) => why.zh)).toEqual([
    "暂停计时：检测（行政许可法第四十五条），不计入办理期限，计入特别程序用时3个工作日",
  ]);
});

test("in the pause the day is unknown and the ground is told; another clock's pauses are no concern of it", () => {
  const decision = paused(started, "2022-10-08");
  const told = expectOk(explainPeriod(period, { decision }, CN_CALENDAR, at("2022-10-13")));
  expect([told.due, told.light, told.pause?.ground.zh]).toEqual([null, "paused", "检测"]);
  const { clock: _clock, ...own } = period;
  expect(expectOk(explainPeriod(own, { decision }, CN_CALENDAR, at("2022-10-13"))).dueOn).toBe("2022-10-12");
});
