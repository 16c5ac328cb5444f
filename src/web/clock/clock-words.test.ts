import type { ClockAnswer } from "#contract";
import { describe, expect, it } from "vitest";
import { clockState } from "./clock-words.ts";

const CLOCK: ClockAnswer = {
  kind: "service",
  phase: "running",
  light: "green",
  due: "2026-11-25T15:59:59.999Z",
  dueOn: "2026-11-25",
  remaining: 5,
  unit: "wd",
  period: null,
  statutory: null,
  promised: null,
  extension: null,
  pause: null,
  deemed: false,
  ourDays: 2,
  yourDays: 0,
  excludedDays: 0,
  wholeDays: 2,
  beforeDays: 0,
  onTime: null,
  stoppedAt: null,
  intervals: [],
  calendar: "cn-2026.1",
  provisional: false,
};

type Change = Partial<ClockAnswer>;
const told = (change: Change, reader: "applicant" | "staff" = "staff") =>
  (["zh", "en"] as const).map((language) => clockState({ ...CLOCK, ...change }, reader, language).text);
const look = (change: Change, reader: "applicant" | "staff" = "staff") =>
  clockState({ ...CLOCK, ...change }, reader, "zh").look;

describe("what the chip says", () => {
  it.each<[string, Change, string, string]>([
    ["days left", {}, "剩5个工作日", "5 working days left"],
    [
      "the last but one",
      { remaining: 1, light: "yellow" },
      "临期，剩1个工作日",
      "near due: 1 working day left",
    ],
    ["the last day", { remaining: 0, light: "yellow" }, "今日到期", "due today"],
    ["past, with only days off since", { remaining: 0, light: "red" }, "已超期", "overdue"],
    ["past by one", { remaining: -1, light: "red" }, "超期1个工作日", "1 working day overdue"],
    ["past by more", { remaining: -3, light: "red" }, "超期3个工作日", "3 working days overdue"],
    ["calendar days", { remaining: 2, unit: "d" }, "剩2日", "2 days left"],
    [
      "working hours",
      { remaining: 3.5, unit: "wh", light: "yellow" },
      "临期，剩3.5个工作小时",
      "near due: 3.5 working hours left",
    ],
    ["one hour", { remaining: 1, unit: "h", light: "green" }, "剩1小时", "1 hour left"],
    ["no hour left", { remaining: 0, unit: "h", light: "yellow" }, "即将到期", "due now"],
    ["past by hours", { remaining: -2, unit: "h", light: "red" }, "超期2小时", "2 hours overdue"],
  ])("while the decision clock runs: %s", (_, change, zh, en) => {
    expect(told(change)).toEqual([zh, en]);
  });

  it("tells a broken promise from a broken law", () => {
    const limit = { limit: "7wd", base: "7wd", extendedBy: null, due: null, dueOn: null, dueOnBefore: null };
    const promised = { ...limit, remaining: -5, late: true };
    const inLaw = { ...limit, remaining: 1, late: false };
    const pastLaw = { ...limit, remaining: -2, late: true };
    const late = { light: "red", remaining: -5, promised } as const;
    expect(told({ ...late, statutory: inLaw })).toEqual([
      "超承诺时限5个工作日",
      "5 working days past the promise",
    ]);
    expect(told({ ...late, statutory: pastLaw })).toEqual([
      "超法定时限2个工作日",
      "2 working days past the legal limit",
    ]);
    const over = { ...late, phase: "closed", onTime: false, stoppedAt: "2026-12-11T02:00:00.000Z" } as const;
    expect(told({ ...over, statutory: inLaw, ourDays: 12 })[0]).toBe("超承诺时限办结，用时12个工作日");
    expect(told({ ...over, statutory: pastLaw, ourDays: 14 })[0]).toBe("超期办结，用时14个工作日");
  });

  it("never claims a decision clock before acceptance", () => {
    const period = {
      limit: "5wd",
      from: "2026-11-16T01:00:00.000Z",
      light: "green",
      otherwise: null,
    } as const;
    expect(told({ phase: "intake", period, remaining: 4 })).toEqual([
      "待受理，剩4个工作日",
      "awaiting acceptance: 4 working days left",
    ]);
    expect(told({ phase: "intake", period, remaining: 0, light: "yellow" })[0]).toBe("待受理，今日到期");
    expect(told({ phase: "intake", period, remaining: null })[0]).toBe("待受理");
    const correction = { phase: "correction", period, light: "paused", dueOn: "2026-12-07" } as const;
    expect(told(correction, "applicant")).toEqual([
      "待补正：请您最迟 2026-12-07 补正",
      "correction asked: yours is due by 2026-12-07",
    ]);
    expect(told(correction)[0]).toBe("待补正：申请人最迟 2026-12-07");
  });

  it("hurries only the applicant while the applicant's time runs", () => {
    const period = { limit: "15wd", from: null, light: "yellow", otherwise: null } as const;
    const change = { phase: "correction", period, light: "paused" } as const;
    expect([look(change, "applicant"), look(change)]).toEqual(["yellow", "paused"]);
  });

  it("names the ground of a pause, and does not let it hide that the case is late", () => {
    const pause = { since: "2026-11-18T01:00:00.000Z", ground: { zh: "检测", en: "testing" } };
    expect(told({ phase: "paused", light: "paused", pause })).toEqual([
      "中止计时（检测），剩5个工作日",
      "clock stopped (testing), 5 working days left",
    ]);
    expect(told({ phase: "paused", light: "red", remaining: -2, pause })[0]).toBe(
      "超期2个工作日，现中止计时（检测）",
    );
    expect(told({ phase: "waiting", light: "paused", pause }, "applicant")[0]).toBe(
      "等您（检测），剩5个工作日",
    );
  });

  it("tells final figures once decided, and tells deciding from closing and from giving up", () => {
    const over = { stoppedAt: "2026-11-20T02:00:00.000Z", onTime: true, ourDays: 1 };
    expect(told({ ...over, phase: "decided" })).toEqual([
      "按期决定，用时1个工作日",
      "decided on time in 1 working day",
    ]);
    expect(told({ ...over, phase: "closed" })[0]).toBe("按期办结，用时1个工作日");
    expect(told({ ...over, phase: "closed", onTime: false, ourDays: 12 })[0]).toBe(
      "超期办结，用时12个工作日",
    );
    expect(told({ ...over, phase: "ended" })[0]).toBe("已终止，用时1个工作日");
    expect(told({ phase: "ended" })[0]).toBe("未受理即结束，未计时");
    expect(look({ ...over, phase: "closed", onTime: false })).toBe("red");
  });

  it("guesses no day in a year without its calendar", () => {
    expect(told({ phase: "unknown", remaining: null })).toEqual(["到期日待定", "due date not yet known"]);
  });
});
