import type { Language } from "../language/say.ts";

export type LimitUnit = "wd" | "d" | "wh" | "h";

type UnitWords = {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
};

const UNITS: Readonly<Record<LimitUnit, UnitWords>> = {
  wd: { zh: "个工作日", one: "working day", many: "working days" },
  d: { zh: "日", one: "day", many: "days" },
  wh: { zh: "个工作小时", one: "working hour", many: "working hours" },
  h: { zh: "小时", one: "hour", many: "hours" },
};

function parseLimit(limit: string): { readonly amount: string; readonly unit: LimitUnit } | undefined {
  const [, amount, unit] = /^(\d+)(wd|wh|d|h)$/.exec(limit) ?? [];
  return amount === undefined || unit === undefined ? undefined : { amount, unit: unit as LimitUnit };
}

/** What a limit counts: `7wd` → `wd`. */
export const unitOf = (limit: string): LimitUnit | undefined => parseLimit(limit)?.unit;

/** A limit in words: `7wd` → `7个工作日`, `0wd` → `当日`. What is already in words comes back as it is. */
export function formatLimit(limit: string, language: Language): string {
  const found = parseLimit(limit);
  if (found === undefined) return limit;
  if (found.amount === "0") return language === "zh" ? "当日" : "same day";
  return counted(found.amount, found.unit, language);
}

/** A limit and its extension, kept apart: `7＋5个工作日`; without one as `formatLimit`. */
export function formatLengthened(
  { base, extendedBy }: { readonly base: string; readonly extendedBy: string | null },
  language: Language,
): string {
  const found = parseLimit(base);
  const added = parseLimit(extendedBy ?? "");
  if (found === undefined || added === undefined) return formatLimit(base, language);
  const sum = language === "zh" ? "＋" : " + ";
  return counted(`${found.amount}${sum}${added.amount}`, found.unit, language);
}

/** An amount in the unit of a limit: `3个工作日`, `1 working day`; parts keep one decimal. */
export function formatAmount(amount: number, unit: LimitUnit, language: Language): string {
  return counted(String(Math.round(amount * 10) / 10), unit, language);
}

function counted(amount: string, unit: LimitUnit, language: Language): string {
  const { zh, one, many } = UNITS[unit];
  if (language === "zh") return `${amount}${zh}`;
  return `${amount} ${amount === "1" ? one : many}`;
}
