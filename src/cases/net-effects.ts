import type { Effect, InstanceId } from "#engine";

/**
 * What remains of several steps' effects when they are kept in one transaction: a task opened and closed
 * before anyone could see it, or a job answered at once, leaves nothing to do.
 */
export function netEffects(effects: readonly Effect[]): readonly Effect[] {
  const openedHere = new Set<InstanceId>();
  const endedHere = new Set<InstanceId>();
  for (const effect of effects) {
    const started = startedBy(effect);
    if (started !== undefined) openedHere.add(started);
    const ended = endedBy(effect);
    if (ended !== undefined && openedHere.has(ended)) endedHere.add(ended);
  }
  return effects.filter((effect) => {
    const instance = startedBy(effect) ?? endedBy(effect) ?? changedBy(effect);
    return instance === undefined || !endedHere.has(instance);
  });
}

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

function endedBy(effect: Effect): InstanceId | undefined {
  switch (effect.kind) {
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
