import type { Instant } from "#kernel";
import { addDuration } from "#process";
import type { Run } from "./run.ts";
import { instancesOf, type BufferedMessage } from "./state.ts";
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

/** Takes the oldest message that has been waiting for a subscription; undefined where none has. */
export function takeMessage(run: Run, subscription: InstanceId): BufferedMessage | undefined {
  const wait = run.instances[subscription]?.wait;
  if (wait?.kind !== "message") return undefined;
  const found = run.messages.find(({ name, key }) => name === wait.name && key === wait.key);
  if (found !== undefined) run.messages = run.messages.filter((each) => each !== found);
  return found;
}
