import type { MatterDraft } from "../pack/draft.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { parseLimit, type Limit } from "#calendar";
import type { LimitPeriod } from "../parts/matter.ts";

/** Promised ≤ statutory, an immediate matter promises that same day, and the table has no gap. */
export function checkLimits({ matter, node }: MatterDraft): void {
  const table = childOf(node, "limits");
  if (matter.limits.length === 0) reportAt(table, "PACK_FIELD_MISSING", { field: "limits" });
  for (const [index, period] of matter.limits.entries()) {
    const at = childOf(table, index);
    checkPromise(period, matter.kind, at);
    checkContinuity(matter.limits, index, at);
  }
}

function checkPromise(period: LimitPeriod, kind: "immediate" | "promised", at: Node): void {
  const { statutory, promised } = period;
  if (kind === "immediate" && promised !== "0wd")
    reportAt(childOf(at, "promised"), "IMMEDIATE_NEEDS_ZERO", { promised: promised ?? "–" });
  if (promised === null) return;
  if (!withinStatutory(promised, statutory))
    reportAt(childOf(at, "promised"), "PROMISED_EXCEEDS_STATUTORY", { promised, statutory });
}

/** Whether a promise keeps within the law's limit; what is no limit is told elsewhere. */
export function withinStatutory(promised: string, statutory: string): boolean {
  const whole = parseLimit(statutory);
  const part = parseLimit(promised);
  return !whole.ok || !part.ok || within(part.value, whole.value);
}

/** Limits of different units cannot be compared; only `0wd` is within any. */
function within(promised: Limit, statutory: Limit): boolean {
  return promised.amount === 0 || (promised.unit === statutory.unit && promised.amount <= statutory.amount);
}

function checkContinuity(limits: readonly LimitPeriod[], index: number, at: Node): void {
  const { from, to } = limits[index] ?? { from: null, to: null };
  const before = limits[index - 1];
  const begins = before === undefined ? from === null : before.to !== null && from === dayAfter(before.to);
  if (!begins) reportAt(childOf(at, "from"), "LIMITS_NOT_CONTINUOUS", { date: from ?? "–" });
  if (index === limits.length - 1 && to !== null)
    reportAt(childOf(at, "to"), "LIMITS_NOT_CONTINUOUS", { date: to });
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
