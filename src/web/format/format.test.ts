import { describe, expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";
import {
  dayOf,
  formatDay,
  formatEnd,
  formatExactInstant,
  formatInstant,
  formatRecent,
  timeOf,
} from "./dates.ts";
import { formatFigure } from "./figures.ts";
import { formatAmount, formatLengthened, formatLimit } from "./limits.ts";

describe("dates", () => {
  it("names the weekday after the date", () => {
    expect(formatDay("2022-10-12", "zh")).toBe("2022-10-12 周三");
    expect(formatDay("2022-10-12", "en")).toBe("2022-10-12 Wed");
  });
  it("leaves what is no date alone", () => {
    expect(formatDay("长期", "zh")).toBe("长期");
    expect(formatInstant("未知", "zh")).toBe("未知");
  });
  it("shows instants at Shanghai's time, also across midnight", () => {
    expect(formatInstant("2022-10-12T16:30:00Z", "zh")).toBe("2022-10-13 周四 00:30");
    expect(formatExactInstant("2022-10-12T02:42:07Z")).toBe("2022-10-12 10:42:07");
    expect(dayOf("2022-10-12T16:30:00Z")).toBe("2022-10-13");
    expect(timeOf("2022-10-12T10:42:00+08:00")).toBe("10:42");
  });
  it("ends a period of days with its day and one of hours with its time", () => {
    expect(formatEnd("2022-10-12T15:59:59.999Z", "zh")).toBe("2022-10-12 周三");
    expect(formatEnd("2022-10-12T02:42:00.000Z", "zh")).toBe("2022-10-12 周三 10:42");
  });
  it("says near moments in words and far ones as dates", () => {
    const now = Date.parse("2022-10-12T10:42:30+08:00");
    expect(formatRecent("2022-10-12T10:42:00+08:00", now, "zh")).toBe("刚刚");
    expect(formatRecent("2022-10-12T10:30:00+08:00", now, "zh")).toBe("12分钟前");
    expect(formatRecent("2022-10-12T08:30:00+08:00", now, "zh")).toBe("08:30");
    expect(formatRecent("2022-10-11T08:30:00+08:00", now, "en")).toBe("2022-10-11 08:30");
  });
});

describe("limits and days", () => {
  it("says limits in words", () => {
    expect(formatLimit("7wd", "zh")).toBe("7个工作日");
    expect(formatLimit("1wd", "en")).toBe("1 working day");
    expect(formatLimit("0wd", "zh")).toBe("当日");
    expect(formatLimit("20个工作日，可延长10个工作日", "zh")).toBe("20个工作日，可延长10个工作日");
  });
  it("keeps a limit and its extension apart", () => {
    expect(formatLengthened({ base: "7wd", extendedBy: "5wd" }, "zh")).toBe("7＋5个工作日");
    expect(formatLengthened({ base: "1wd", extendedBy: "1wd" }, "en")).toBe("1 + 1 working days");
    expect(formatLengthened({ base: "20wd", extendedBy: null }, "en")).toBe("20 working days");
  });
  it("counts in the limit's own unit, with one decimal of parts", () => {
    expect(formatAmount(3, "wd", "zh")).toBe("3个工作日");
    expect(formatAmount(0.46, "wh", "zh")).toBe("0.5个工作小时");
    expect(formatAmount(1, "wd", "en")).toBe("1 working day");
    expect(formatAmount(0, "h", "en")).toBe("0 hours");
  });
});

describe("sizes and figures", () => {
  it("says sizes as people do", () => {
    expect(formatBytes(900)).toBe("900 B");
    expect(formatBytes(831_488)).toBe("812 KB");
    expect(formatBytes(10 * 1024 * 1024)).toBe("10 MB");
  });
  it("shows large figures in 万 and 亿 and keeps the exact one", () => {
    expect(formatFigure("1234", true)).toEqual({ value: "1,234", scale: "", exact: "1,234" });
    expect(formatFigure("123456", true)).toEqual({ value: "12.35", scale: "万", exact: "123,456" });
    expect(formatFigure("250000000", true)).toEqual({ value: "2.5", scale: "亿", exact: "250,000,000" });
    expect(formatFigure("123456.5", false)).toEqual({ value: "123,456.5", scale: "", exact: "123,456.5" });
  });
});
