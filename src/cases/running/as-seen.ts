import { factsOfCase, type Matter } from "#district";
import {
  answersSince,
  comesToTheSame,
  openTasks,
  type AnswersSince,
  type LinkedPlan,
  type StepEntry,
} from "#engine";
import { hashOf, type Instant } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import type { Happening } from "./reach-case.ts";

/**
 * What has come of a case since somebody saw it in a version, where all of it was answers of jobs that its page does
 * not draw its form, its facts or its applicant from; null where it must be looked at again.
 */
export async function unseenAnswers(
  transaction: CaseTransaction,
  { stored, matter }: { readonly stored: StoredCase; readonly matter: Matter },
  version: number,
  at: Instant,
): Promise<AnswersSince | null> {
  if (version > stored.version) return null;
  const entries = await transaction.findEntries(stored.id);
  const since = answersSince(
    entries.map(({ data }) => data as unknown as StepEntry),
    version,
  );
  if (since === null || DRAWN.some((name) => since.names.has(name))) return null;
  const [before, now] = [since.seen, since.now].map(({ variables }) =>
    hashOf(factsOfCase(matter, variables, at)),
  );
  return before === now ? since : null;
}

/** Variables that the page of a case shows whatever its process is. */
const DRAWN: readonly string[] = ["form", "applicant", "fieldVerdicts", "corrections", "verdict"];

/**
 * Whether what a person does to a task stands though answers have come that they did not see: its form does not name
 * them, and it comes to the same as before them.
 */
export function standsAsSeen(
  { pack }: Pick<CaseWork, "pack">,
  { stored, plan }: { readonly stored: StoredCase; readonly plan: LinkedPlan },
  since: AnswersSince,
  event: Happening & { readonly at: Instant },
): boolean {
  if (!("task" in event)) return false;
  const task = openTasks(stored.state).find(({ id }) => id === event.task);
  if (task === undefined) return false;
  const form = task.formId === null ? undefined : pack.forms.get(task.formId);
  const said = JSON.stringify([form?.schema ?? null, form?.batch?.whole ?? null]);
  const words = new Set(said.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  return ![...since.names].some((name) => words.has(name)) && comesToTheSame(plan, since, event);
}
