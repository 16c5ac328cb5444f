import type { Effect } from "#engine";
import type { Json, JsonObject } from "#kernel";

/** Rows by what they are; the SQL functions keep_cases and apply_timers_and_jobs read them. */
export type EffectRows = {
  readonly tasks?: readonly JsonObject[];
  readonly tasksClosed?: readonly JsonObject[];
  readonly [kind: string]: readonly Json[] | undefined;
};

type Rows = Record<string, Json[]> & { tasks?: JsonObject[]; tasksClosed?: JsonObject[] };

/** A step's effects as the rows that apply_step writes; a list without rows is left out. */
export function effectRows(effects: readonly Effect[]): EffectRows {
  const rows: Rows = {};
  for (const effect of effects) addRow(rows, effect);
  return rows;
}

function addRow(rows: Rows, effect: Effect): void {
  switch (effect.kind) {
    case "openTask":
    case "changeTask": {
      const {
        id,
        element,
        name,
        assignee,
        candidateGroups,
        candidateUsers,
        optional,
        openedAt,
        dueAt,
        ...detail
      } = effect.task;
      const columns = {
        id,
        element,
        name,
        assignee,
        candidateGroups,
        candidateUsers,
        optional,
        openedAt,
        dueAt,
      };
      // A task opened and changed in one step is one row: the last word counts.
      rows.tasks = (rows.tasks ?? []).filter((each) => each["id"] !== id);
      return add(rows, "tasks", { ...columns, detail: { ...detail } });
    }
    case "closeTask":
      return add(rows, "tasksClosed", { id: effect.task, how: effect.how });
    case "startTimer":
      return add(rows, "timers", { ...effect.timer });
    case "cancelTimer":
      return add(rows, "timersGone", effect.timer);
    case "openSubscription":
      return add(rows, "subscriptions", { ...effect.subscription });
    case "closeSubscription":
      return add(rows, "subscriptionsGone", effect.subscription);
    case "callJob":
      return add(rows, "jobs", { ...effect.job });
    case "cancelJob":
      return add(rows, "jobsGone", effect.job);
    case "raiseFailure":
      return add(rows, "failures", {
        ...effect.failure,
        problem: { ...effect.failure.problem } as JsonObject,
      });
    case "clearFailure":
      return add(rows, "resolved", effect.failure);
    case "publishMessage":
    case "broadcastSignal":
    case "notify":
      // The entry tells it; in the case itself it has already reached whoever waits.
      return;
    case "closeCase":
      // The head says it: status, outcome, closedAt.
      return;
  }
}

function add(rows: Rows, name: string, row: Json): void {
  (rows[name] ??= []).push(row);
}
