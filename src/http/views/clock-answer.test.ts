import { CN_CALENDAR, extendClock, newClock, startClock } from "#calendar";
import type { StoredCase } from "#cases";
import { expectOk, parseInstant } from "#kernel";
import { expect, it } from "vitest";
import { clockAnswer } from "./clock-answer.ts";

it("tells the limits and no day where the calendar does not reach, though the case is accepted", () => {
  const at = expectOk(parseInstant("2026-12-28T10:00:00+08:00"));
  const started = expectOk(startClock(expectOk(newClock(CN_CALENDAR.version, "10wd", "7wd")), at));
  const clock = expectOk(extendClock(started, { by: "5wd", approver: "王", reason: "复杂", at }));
  const stored = {
    state: { instances: {}, clocks: { decision: clock } },
    head: { receivedAt: at, closedAt: null },
  } as unknown as StoredCase;
  expect(
    clockAnswer(stored, { calendar: CN_CALENDAR, forms: new Map(), matters: new Map() }, at),
  ).toMatchObject({
    phase: "unknown",
    dueOn: null,
    remaining: null,
    statutory: { limit: "15wd", base: "10wd", extendedBy: "5wd", dueOn: null },
    promised: { limit: "12wd", base: "7wd", extendedBy: "5wd", dueOn: null },
    calendar: CN_CALENDAR.version,
  });
});
