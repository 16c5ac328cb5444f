import type { CaseState, Effect, Step, StepEntry } from "#engine";

/** A case as a database would keep it: text, a version, and a row for everything its effects left open. */
export type StoredCase = {
  readonly id: number;
  text: string;
  version: number;
  readonly entries: StepEntry[];
  readonly open: Map<string, Effect["kind"]>;
  closed: number;
};

export const newCase = (id: number): StoredCase => ({
  id,
  text: "null",
  version: 0,
  entries: [],
  open: new Map(),
  closed: 0,
});

export const load = (stored: StoredCase): CaseState | null => JSON.parse(stored.text) as CaseState | null;

/** Keeps a step as one transaction; false where another server was faster (the version has moved). */
export function keep(
  stored: StoredCase,
  expectedVersion: number,
  { state, entries, effects }: Step,
): boolean {
  if (stored.version !== expectedVersion) return false;
  stored.text = JSON.stringify(state);
  stored.version += 1;
  stored.entries.push(...entries);
  for (const effect of effects) carryOut(stored, effect);
  return true;
}

function carryOut(stored: StoredCase, effect: Effect): void {
  switch (effect.kind) {
    case "openTask":
      return open(stored, effect.task.id, effect.kind);
    case "startTimer":
      return open(stored, effect.timer.id, effect.kind);
    case "raiseFailure":
      return open(stored, effect.failure.id, effect.kind);
    case "openSubscription":
      return open(stored, effect.subscription.id, effect.kind);
    case "callJob":
      // Tried again, it comes under the same id.
      stored.open.set(effect.job.id, effect.kind);
      return;
    case "closeTask":
      return close(stored, effect.task, "openTask");
    case "cancelTimer":
      return close(stored, effect.timer, "startTimer");
    case "cancelJob":
      return close(stored, effect.job, "callJob");
    case "clearFailure":
      return close(stored, effect.failure, "raiseFailure");
    case "closeSubscription":
      return close(stored, effect.subscription, "openSubscription");
    case "closeCase":
      stored.closed += 1;
      return;
    case "changeTask":
    case "publishMessage":
    case "broadcastSignal":
    case "notify":
      return;
  }
}

function open(stored: StoredCase, id: string, kind: Effect["kind"]): void {
  if (stored.open.has(id)) throw new Error(`case ${stored.id}: ${kind} ${id} is open already`);
  stored.open.set(id, kind);
}

function close(stored: StoredCase, id: string, kind: Effect["kind"]): void {
  if (stored.open.get(id) !== kind) throw new Error(`case ${stored.id}: ${id} is no open ${kind}`);
  stored.open.delete(id);
}
