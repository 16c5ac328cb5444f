import type { Language } from "../language/say.ts";

type UnitWords = {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
};

const UNITS: Readonly<Record<string, UnitWords>> = {
  wd: { zh: "个工作日", one: "working day", many: "working days" },
  d: { zh: "日", one: "day", many: "days" },
  wh: { zh: "个工作小时", one: "working hour", many: "working hours" },
  h: { zh: "小时", one: "hour", many: "hours" },
};

/** A limit in words: `7wd` → `7 个工作日`, `0wd` → `当日`. What is already in words comes back as it is. */
export function formatLimit(limit: string, language: Language): string {
  const found = /^(\d+)(wd|wh|d|h)$/.exec(limit);
  const amount = found?.[1];
  const unit = UNITS[found?.[2] ?? ""];
  if (amount === undefined || unit === undefined) return limit;
  if (amount === "0") return language === "zh" ? "当日" : "same day";
  if (language === "zh") return `${amount} ${unit.zh}`;
  return `${amount} ${amount === "1" ? unit.one : unit.many}`;
}

/** Days in words; half days keep one decimal. */
export function formatDays(days: number, language: Language): string {
  const amount = Number.isInteger(days) ? String(days) : String(Math.round(days * 10) / 10);
  if (language === "zh") return `${amount} 天`;
  return `${amount} ${amount === "1" ? "day" : "days"}`;
}
