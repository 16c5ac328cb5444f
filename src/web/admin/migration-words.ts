import type { MigrationsAnswer, PlanVersion } from "#contract";
import { dayOf } from "../format/dates.ts";
import type { Say } from "../language/say.ts";
import { migrations as words } from "../words/migrations.ts";

type Migration = MigrationsAnswer["migrations"][number];

/** The beginning of a version's hash, as the case page shows it. */
export const shortPlan = (plan: string): string => plan.slice(0, 12);

/** A version as people tell it from others: its hash, the day, how many cases run on it, and whether new ones do. */
export function versionName({ plan, publishedAt, running, isCurrent }: PlanVersion, say: Say): string {
  const at = publishedAt === null ? "—" : dayOf(publishedAt);
  const named = say(words.version, { plan: shortPlan(plan), at });
  const current = isCurrent ? say(words.current, { version: named }) : named;
  return running === 0 ? current : say(words.running, { version: current, count: running });
}

/** A migration in one sentence: what is being done, or was. */
export function migrationSum({ status, ready, refused, done }: Migration, say: Say): string {
  const counts = { ready, refused, done };
  switch (status) {
    case "running":
      return `${say(words.runningNow, counts)}${refused === 0 ? "" : say(words.refusedSoFar, counts)}`;
    case "stopping":
      return say(words.stoppingNow);
    case "stopped":
      return say(words.stopped, counts);
    case "done":
      return say(refused === 0 ? words.doneAll : words.doneSome, counts);
  }
}
