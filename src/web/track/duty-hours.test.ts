import { expect, it } from "vitest";
import { isDutyTime } from "./duty-hours.ts";

const at = (time: string): number => Date.parse(`2026-11-16T${time}:00+08:00`);

it("notes places in duty hours alone, by Chinese time, also where they go past midnight", () => {
  const day = { from: "06:00", to: "20:00" };
  expect(["05:59", "06:00", "19:59", "20:00"].map((time) => isDutyTime(day, at(time)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const night = { from: "20:00", to: "06:00" };
  expect(["19:59", "23:30", "05:59", "06:00"].map((time) => isDutyTime(night, at(time)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isDutyTime({ from: "00:00", to: "24:00" }, at("23:59"))).toBe(true);
  expect(isDutyTime(null, at("12:00"))).toBe(false);
});
