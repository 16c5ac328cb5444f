import { addWorkingDays } from "#calendar";
import { dayAfter, localDateOf, startOfDay, type Instant } from "#kernel";
import type { Platform } from "../platform.ts";

/** The end of the last day up to which a limit is near (supervision.yaml, `nearDays` working days). */
export function nearUntil({ work: { pack } }: Pick<Platform, "work">, now: Instant): Instant {
  const today = localDateOf(now);
  const last = addWorkingDays(pack.calendar, today, pack.supervision.nearDays);
  return startOfDay(dayAfter(last.ok ? last.value : today));
}
