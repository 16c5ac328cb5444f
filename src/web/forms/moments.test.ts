import { expect, it } from "vitest";
import { boundOf, fromPicker, momentKindOf, toPicker } from "./moments.ts";

const begun = { type: "string", format: "date-time", "x-max": "=now()" };
const ended = { type: "string", format: "date-time", "x-min": "=begun" };
const day = { type: "string", format: "date", "x-min": "=today()", "x-max": "=ended" };
const now = new Date("2026-11-20T18:30:00Z");

it("asks a day, a moment or neither", () => {
  expect([begun, day, { "x-widget": "date" }, { type: "string" }].map(momentKindOf)).toEqual([
    "date-time",
    "date",
    "date",
    undefined,
  ]);
});

it("keeps a picked time as an instant in the district's zone, and shows any instant in that zone", () => {
  expect(fromPicker("date-time", "2026-11-20T09:05")).toBe("2026-11-20T09:05:00+08:00");
  expect(fromPicker("date-time", "2026-11-20T09:05:30")).toBe("2026-11-20T09:05:30+08:00");
  expect(fromPicker("date-time", "")).toBe("");
  expect(toPicker("date-time", "2026-11-20T01:05:00Z")).toBe("2026-11-20T09:05");
  expect(toPicker("date-time", "2026-11-20T09:05:00+08:00")).toBe("2026-11-20T09:05");
  expect(toPicker("date", "2026-11-20")).toBe("2026-11-20");
  expect(toPicker("date", undefined)).toBe("");
});

it("bounds a picker by now, today and the form's own fields", () => {
  expect(boundOf(begun, "x-max", {}, now)).toBe("2026-11-21T02:30");
  expect(boundOf(day, "x-min", {}, now)).toBe("2026-11-21");
  expect(boundOf(ended, "x-min", { begun: "2026-11-20T09:05:00+08:00" }, now)).toBe("2026-11-20T09:05");
  expect(boundOf(day, "x-max", { ended: "2026-11-20T23:30:00Z" }, now)).toBe("2026-11-21");
  expect(boundOf(ended, "x-min", {}, now)).toBeUndefined();
  expect(boundOf(ended, "x-max", {}, now)).toBeUndefined();
});
