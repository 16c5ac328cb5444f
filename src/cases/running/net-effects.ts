import type { Effect, InstanceId } from "#engine";

/**
 * What remains of several steps' effects when they are kept in one transaction: a task opened and closed
 * before anyone could see it, or a job answered at once, leaves nothing to do.
 */
export function netEffects(effects: readonly Effect[]): readonly Effect[] {
  const openedHere = new Set<InstanceId>();
  const known = new Set<InstanceId>();
  const last = new Map<InstanceId, Effect>();
  for (const effect of effects) {
    const started = startedBy(effect);
    const instance = started ?? endedBy(effect);
    if (instance === undefined) continue;
    if (started !== undefined && !known.has(instance)) openedHere.add(instance);
    known.add(instance);
    last.set(instance, effect);
  }
  const isNothing = (instance: InstanceId): boolean =>
    openedHere.has(instance) && endedBy(last.get(instance)) === instance;
  return effects.filter((effect) => {
    const instance = startedBy(effect) ?? endedBy(effect) ?? changedBy(effect);
    if (instance === undefined) return true;
    // A timer that a pause stopped and that runs again has one row: its last word.
    if (isOfTimer(effect) && last.get(instance) !== effect) return false;
    return !isNothing(instance);
  });
}

const isOfTimer = ({ kind }: Effect): boolean => kind === "startTimer" || kind === "cancelTimer";

function startedBy(effect: Effect): InstanceId | undefined {
  switch (effect.kind) {
    case "openTask":
      return effect.task.id;
    case "startTimer":
      return effect.timer.id;
    case "openSubscription":
      return effect.subscription.id;
    case "callJob":
      return effect.job.id;
    default:
      return undefined;
  }
}

function endedBy(effect: Effect | undefined): InstanceId | undefined {
  switch (effect?.kind) {
    case "closeTask":
      return effect.task;
    case "cancelTimer":
      return effect.timer;
    case "closeSubscription":
      return effect.subscription;
    case "cancelJob":
      return effect.job;
    default:
      return undefined;
  }
}

function changedBy(effect: Effect): InstanceId | undefined {
  return effect.kind === "changeTask" ? effect.task.id : undefined;
}
