import { startSchedules, type CaseWork } from "#cases";
import type { JsonObject, Problem } from "#kernel";
import { dropOtherStartSchedules, keepStartSchedule, systemContext, type Store } from "#store";

/**
 * Keeps when timers begin cases of the matters as they are published now. A matter whose timers cannot be reckoned
 * (a day outside the calendar's years) keeps the schedule it has, and is told about.
 */
export async function scheduleStarts(
  store: Store,
  work: CaseWork,
  refused: (matter: string, problem: Problem) => void,
): Promise<void> {
  const context = systemContext(work.pack.code);
  const schedules = startSchedules(work);
  await dropOtherStartSchedules(
    store,
    context,
    schedules.map(({ matter }) => matter),
  );
  for (const { matter, version, timers } of schedules) {
    if (!timers.ok) {
      refused(matter, timers.error);
      continue;
    }
    await keepStartSchedule(store, context, {
      matter,
      version,
      timers: timers.value.map(({ element, wait }) => ({
        element,
        dueAt: wait.dueAt,
        wait: wait as unknown as JsonObject,
      })),
    });
  }
}
