import { livingOf, type Living, type Run } from "./run.ts";
import type { ElementInstance, Wait } from "./state.ts";
import type { InstanceId } from "./types.ts";

type WaitOf<Kind extends Wait["kind"]> = Extract<Wait, { readonly kind: Kind }>;

export type Found<Kind extends Wait["kind"]> = {
  readonly instance: ElementInstance;
  readonly living: Living;
  readonly wait: WaitOf<Kind>;
};

/** An instance that waits for what an event brings; undefined when it does not, or no longer. */
export function find<Kind extends Wait["kind"]>(
  run: Run,
  id: InstanceId,
  kind: Kind,
): Found<Kind> | undefined {
  const instance = Object.hasOwn(run.instances, id) ? run.instances[id] : undefined;
  if (instance === undefined || !isWait(instance.wait, kind)) return undefined;
  return { instance, living: livingOf(run, id, instance), wait: instance.wait };
}

function isWait<Kind extends Wait["kind"]>(wait: Wait, kind: Kind): wait is WaitOf<Kind> {
  return wait.kind === kind;
}
