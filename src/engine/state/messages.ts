import type { Instant } from "#kernel";
import { addDuration } from "#process";
import type { Run } from "./run.ts";
import { instancesOf, type ThrownMessage } from "./state.ts";
import type { InstanceId } from "./types.ts";

/** How long a message waits for someone to expect it when nothing else is said: what Camunda 8's clients say. */
const MESSAGE_LIFETIME = "PT1H";

/** When a message published at a moment is forgotten. */
export function messageEnd(at: Instant, lifetime: string = MESSAGE_LIFETIME): Instant {
  const until = addDuration(at, lifetime);
  if (until === undefined) throw new Error(`not a duration: ${lifetime}`);
  return until;
}

/** The oldest subscription that a message is for. */
export function findSubscription(run: Run, name: string, key: string): InstanceId | undefined {
  const found = instancesOf(run).find(
    ([, { wait }]) => wait.kind === "message" && wait.name === name && wait.key === key,
  );
  return found?.[0];
}

/**
 * Takes the oldest message that has been waiting for a subscription, one of this step's own last; undefined where none
 * has.
 */
export function takeMessage(run: Run, subscription: InstanceId): ThrownMessage | undefined {
  const wait = run.instances[subscription]?.wait;
  if (wait?.kind !== "message") return undefined;
  const isFor = ({ name, key }: ThrownMessage): boolean => name === wait.name && key === wait.key;
  const found = [...run.messages, ...run.thrown].find(isFor);
  run.messages = run.messages.filter((each) => each !== found);
  run.thrown = run.thrown.filter((each) => each !== found);
  return found;
}

/**
 * What the case threw in this step and did not take itself goes to others. Only then, and kept nowhere here: whoever
 * brings it marks it as received, and that may be this case again, later.
 */
export function publishThrown(run: Run): void {
  for (const message of run.thrown) run.effects.push({ kind: "publishMessage", message });
}
