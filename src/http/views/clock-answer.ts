import { undatedLimits, type Explanation } from "#calendar";
import { caseTime, decisionClock, kindWords, type CaseTime, type StoredCase } from "#cases";
import type { CaseKind, ClockAnswer, ClockInterval } from "#contract";
import type { DistrictPack } from "#district";
import { localDateOf, type Bilingual, type Instant } from "#kernel";
import { saidIn } from "./form-words.ts";

type Pack = Pick<DistrictPack, "calendar" | "forms" | "matters">;

/** A case's time as every face shows it; null for a case that has no legal time yet, or never had any. */
export function clockAnswer(
  stored: Pick<StoredCase, "state" | "head">,
  pack: Pack,
  at: Instant,
): ClockAnswer | null {
  const time = caseTime(stored, pack.calendar, at);
  const kind = pack.matters.get(stored.head.matter)?.caseKind ?? "service";
  if (!time.ok) return unknown(stored, pack, kind);
  if (time.value === null) return null;
  const { decision, phase, before, deemed, stoppedAt } = time.value;
  // Work of the organ's own whose process counts no time has none to tell of once it is over.
  if (decision === null && phase === "ended" && kind !== "service") return null;
  const why = kindWords(pack, stored.head.matter).before;
  return {
    ...NOTHING,
    kind,
    ...(decision === null ? {} : decisionPart(decision)),
    ...runningPart(time.value, pack),
    phase,
    deemed,
    stoppedAt,
    beforeDays: before.reduce((sum, { workingDays }) => sum + workingDays, 0),
    intervals: [
      ...before.map((one) => beforeInterval(one, why)),
      ...(decision === null ? [] : intervalsOf(decision)),
    ].toSorted((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0)),
    provisional: decision?.provisional === true || time.value.period?.explained?.provisional === true,
    calendar: pack.calendar.version,
  };
}

/** The calendar does not reach the end: the limits are told, and no day is guessed. */
function unknown({ state }: Pick<StoredCase, "state">, { calendar }: Pack, kind: CaseKind): ClockAnswer {
  const clock = decisionClock(state);
  const limits = clock === undefined ? undefined : undatedLimits(clock);
  const known = limits?.ok === true ? limits.value : { statutory: null, promised: null };
  return { ...NOTHING, ...known, kind, phase: "unknown", light: "yellow", calendar: calendar.version };
}

const NOTHING: Omit<ClockAnswer, "kind" | "phase" | "calendar"> = {
  light: "green",
  due: null,
  dueOn: null,
  remaining: null,
  unit: "wd",
  period: null,
  statutory: null,
  promised: null,
  extension: null,
  pause: null,
  deemed: false,
  ourDays: 0,
  yourDays: 0,
  excludedDays: 0,
  wholeDays: 0,
  beforeDays: 0,
  onTime: null,
  stoppedAt: null,
  intervals: [],
  provisional: false,
};

function decisionPart(decision: Explanation): Partial<ClockAnswer> {
  const { light, due, dueOn, remaining, unit, statutory, promised, extension, pause } = decision;
  const { ourDays, yourDays, excludedDays, wholeDays, onTime } = decision;
  return {
    light,
    due,
    dueOn,
    remaining,
    unit,
    statutory: { ...statutory },
    promised: promised && { ...promised },
    extension: extension && { ...extension },
    pause: pause && { since: pause.since, ground: pause.ground },
    ourDays,
    yourDays,
    excludedDays,
    wholeDays,
    onTime,
  };
}

/** Before acceptance it is the open period that runs; waiting for the applicant is nobody's hurry but theirs. */
function runningPart({ phase, period }: CaseTime, pack: Pack): Partial<ClockAnswer> {
  if (period === null) return {};
  const { explained, task, dueAt = null } = period;
  const light = explained?.light ?? "green";
  return {
    light: phase === "correction" ? "paused" : light,
    due: explained?.due ?? dueAt,
    dueOn: explained?.dueOn ?? (dueAt === null ? null : localDateOf(dueAt)),
    remaining: explained?.remaining ?? null,
    unit: explained?.unit ?? "wd",
    period: {
      limit: period.period?.limit ?? null,
      from: period.period?.from ?? null,
      light,
      otherwise: saidIn(pack.forms.get(task?.formId ?? "")?.schema, "x-otherwise") ?? null,
    },
  };
}

function intervalsOf({ intervals, unit }: Explanation): ClockInterval[] {
  return intervals.map(({ from, to, counted, part, days, why }) => ({
    from,
    to,
    counted,
    part,
    days,
    unit,
    why,
  }));
}

function beforeInterval(
  { from, to, workingDays }: CaseTime["before"][number],
  why: Bilingual,
): ClockInterval {
  return {
    from,
    to,
    counted: false,
    part: "before",
    days: workingDays,
    unit: "wd",
    why,
  };
}
