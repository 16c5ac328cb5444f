import { hashOf, type Json } from "#kernel";
import { applyDelta } from "../state/delta.ts";
import type { LinkedPlan } from "../state/link.ts";
import type { CaseState, ElementInstance } from "../state/state.ts";
import type { CaseEvent, Delta, StepEntry } from "../state/types.ts";
import { foldEntries } from "./replay.ts";
import { step } from "./step.ts";

/** What came of a case since somebody saw it, where that is nothing but answers of jobs. */
export type AnswersSince = {
  readonly seen: CaseState;
  readonly now: CaseState;
  /** The variables of the case that the answers set. */
  readonly names: ReadonlySet<string>;
  /** Everything that they changed, by its path. */
  readonly paths: Delta;
};

/**
 * The case as it was after its first `version` entries, and what has come since, where all of that was jobs that ended
 * or are tried again: no work, limit, clock, state or failure is another than it was then. Null where anything else
 * came, or nothing had been.
 */
export function answersSince(entries: readonly StepEntry[], version: number): AnswersSince | null {
  const seen = foldEntries(entries.slice(0, version));
  if (seen === null) return null;
  const paths: Delta[number][] = [];
  let now = seen;
  for (const { event, delta } of entries.slice(version)) {
    if (event.actor.kind !== "system" || !ENDS.has(event.kind)) return null;
    const after = applyDelta(now, delta);
    if (!delta.every(({ path }) => isAnswer(path, now, after))) return null;
    paths.push(...delta);
    now = after;
  }
  const names = paths.flatMap(({ path: [at, name] }) =>
    at === "variables" && name !== undefined ? [name] : [],
  );
  return { seen, now, names: new Set(names), paths };
}

const ENDS: ReadonlySet<string> = new Set<CaseEvent["kind"]>(["completeJob", "failJob"]);

/** Whether a change is of a variable of the case, or of a job that waits or waited. */
function isAnswer([at, name]: readonly string[], before: CaseState, after: CaseState): boolean {
  if (at === "next" || at === "joins") return true;
  if (name === undefined) return false;
  if (at === "variables") return true;
  return at === "instances" && ofJob(before.instances[name]) && ofJob(after.instances[name]);
}

const ofJob = (instance: ElementInstance | undefined): boolean =>
  instance === undefined || instance.wait.kind === "job";

/**
 * Whether an event comes to the same on the case as it was seen as on the case as it is: the same marks, the same
 * change of state and the same effects, and nothing set anew that an answer has set meanwhile. Then it is as if it had
 * happened before the answers.
 */
export function comesToTheSame(
  linked: LinkedPlan,
  { seen, now, paths }: AnswersSince,
  event: CaseEvent,
): boolean {
  // New instances are numbered as they will be, so that they can be compared.
  const then = step(linked, { ...seen, next: now.next }, event);
  const today = step(linked, now, event);
  if (!then.ok || !today.ok) return false;
  const [entry] = today.value.entries;
  const touches = entry.delta.some(({ path }) =>
    paths.some((other) => path[0] !== "next" && isWithin(path, other.path)),
  );
  const told = ({ entries, effects }: typeof then.value): string =>
    hashOf({ marks: entries[0].marks, delta: entries[0].delta, effects } as unknown as Json);
  return !touches && told(then.value) === told(today.value);
}

/** Whether one of two paths lies within the other. */
const isWithin = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, at) => key === other[at]);
