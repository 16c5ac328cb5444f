import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Limit, LimitUnit } from "./types.ts";

const UNIT_NAMES: Readonly<Record<LimitUnit, { readonly zh: string; readonly en: string }>> = {
  wd: { zh: "个工作日", en: "working days" },
  d: { zh: "日", en: "calendar days" },
  wh: { zh: "个工作小时", en: "working hours" },
  h: { zh: "小时", en: "hours" },
};

const UNITS = ["wd", "d", "wh", "h"] as const;

/**
 * Reads `5wd` (working days), `15d` (calendar days), `4wh` (working hours), `24h` (hours by the wall
 * clock) and `0wd` (that same working day). Errors: LIMIT_UNREADABLE.
 */
export function parseLimit(text: string): Result<Limit, Problem> {
  const match = /^(\d{1,5})(wd|d|wh|h)$/.exec(text.trim());
  const amount = Number(match?.[1]);
  const unit = UNITS.find((known) => known === match?.[2]);
  if (unit === undefined || (amount === 0 && unit !== "wd"))
    return err(problem("LIMIT_UNREADABLE", { text }));
  return ok({ amount, unit });
}

/** `{amount:5, unit:"wd"}` as `5wd`. */
export const formatLimit = ({ amount, unit }: Limit): string => `${amount}${unit}`;

/** A limit as people say it: 5个工作日, 5 working days. */
export function nameOfLimit({ amount, unit }: Limit): { readonly zh: string; readonly en: string } {
  if (amount === 0) return { zh: "当个工作日", en: "the same working day" };
  return nameOfAmount(amount, unit);
}

/** An amount counted in a unit: 2.5个工作小时, 1 working day. */
export function nameOfAmount(amount: number, unit: LimitUnit): { readonly zh: string; readonly en: string } {
  const { zh, en } = UNIT_NAMES[unit];
  return { zh: `${amount}${zh}`, en: `${amount} ${amount === 1 ? en.replace(/s$/, "") : en}` };
}

/** A limit and what was added to it, kept apart: 7＋5个工作日, 7 + 5 working days. Both count the same unit. */
export function nameOfLengthened(base: Limit, added: Limit): { readonly zh: string; readonly en: string } {
  const { zh, en } = UNIT_NAMES[base.unit];
  return { zh: `${base.amount}＋${added.amount}${zh}`, en: `${base.amount} + ${added.amount} ${en}` };
}
