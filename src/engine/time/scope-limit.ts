import { formatLimit, parseLimit, shiftLimit, type Limit } from "#calendar";
import { ok, type Problem, type Result } from "#kernel";
import type { Rung, ScopeLimit, Value } from "#process";
import { evaluateString, unexpected } from "../state/evaluate.ts";
import { names } from "../state/evaluate-names.ts";
import { dueOfLimit } from "./limits.ts";
import type { Living, Run } from "../state/run.ts";
import type { OpenRung, ScopeDue } from "../state/state.ts";
import type { TimerWait } from "./timers.ts";
import { openWatcher } from "./watching.ts";

type Limited = { readonly due: ScopeDue; readonly open: () => void };

/**
 * When the periods of a scope that begins now end, and the timers of its ladder; calling `open` starts them. Null
 * where the scope has no limit. Errors: those of the calendar and of the limit's expressions.
 */
export function limitScope(run: Run, living: Living): Result<Limited | null, Problem> {
  const { deadline } = living.node;
  if (deadline === undefined || living.node.loop !== undefined) return ok(null);
  const statutory = endOf(run, living, deadline, deadline.statutory);
  if (!statutory.ok) return statutory;
  const promised = deadline.promised === null ? ok(null) : endOf(run, living, deadline, deadline.promised);
  if (!promised.ok) return promised;
  const periods = { statutory: statutory.value.period, promised: promised.value?.period ?? null };
  const due: ScopeDue = {
    statutory: statutory.value.dueAt,
    promised: promised.value?.dueAt ?? null,
    ...(deadline.countedBy === undefined ? {} : { periods }),
  };
  const waits: TimerWait[] = [];
  for (const rung of deadline.ladder) {
    const wait = rungWait(run, living, deadline, rung, due);
    if (!wait.ok) return wait;
    waits.push(wait.value);
  }
  const open = (): void => {
    for (const wait of waits) openWatcher(run, living.scope, living.node.id, wait);
  };
  return ok({ due, open });
}

function endOf(
  run: Run,
  living: Living,
  { from, countedBy }: ScopeLimit,
  value: Value,
): ReturnType<typeof dueOfLimit> {
  return dueOfLimit(run, living, { value, from, ...(countedBy === undefined ? {} : { countedBy }) });
}

function rungWait(
  run: Run,
  living: Living,
  deadline: ScopeLimit,
  { when, of, by, action, to }: Rung,
  due: ScopeDue,
): Result<TimerWait, Problem> {
  const end = due[of] ?? due.statutory;
  const value = (of === "promised" ? deadline.promised : null) ?? deadline.statutory;
  const period = by === null ? ok(value) : shifted(run, living, value, by, when === "near" ? -1 : 1);
  if (!period.ok) return period;
  const dated = endOf(run, living, deadline, period.value);
  if (!dated.ok) return dated;
  const groups = names(run, living, to, "yiwang:escalation to");
  if (!groups.ok) return groups;
  const rung: OpenRung = { when, of, action, due: end, to: groups.value };
  const { firesAt: dueAt, period: counted } = dated.value;
  return ok({
    kind: "timer",
    host: living.id,
    dueAt,
    cycle: null,
    rung,
    ...(due.periods === undefined ? {} : { period: counted }),
  });
}

/** The period made longer or shorter. Both must count the same unit: working days less hours is no period. */
function shifted(run: Run, living: Living, value: Value, by: Value, sign: 1 | -1): Result<Value, Problem> {
  const period = evaluateLimit(run, living, value, "yiwang:limit value");
  if (!period.ok) return period;
  const step = evaluateLimit(run, living, by, "yiwang:escalation by");
  if (!step.ok) return step;
  const limit = shiftLimit(period.value, step.value, sign);
  if (!limit.ok || limit.value === null)
    return unexpected(living.node, "yiwang:escalation by", formatLimit(step.value));
  return ok({ kind: "literal", value: formatLimit(limit.value) });
}

function evaluateLimit(run: Run, living: Living, value: Value, attribute: string): Result<Limit, Problem> {
  const text = evaluateString(run, living, value, attribute);
  return text.ok ? parseLimit(text.value) : text;
}
