import { ok, type Instant, type JsonObject } from "#kernel";
import type { RehearsalStep } from "./rehearsal-script.ts";
import { happen, timeAndActor, type Played, type Stage } from "./rehearsal-stage.ts";
import { instancesOf } from "../state/state.ts";

/** What a job gives without the script saying so: by its type, its element, the case's variables and its own inputs; undefined where the
 * script must say. */
export type JobAnswers = (
  job: { readonly type: string; readonly element: string; readonly variables: JsonObject },
  at: Instant,
) => JsonObject | undefined;

/** Jobs one step may set off; more means that a process calls itself for ever. */
const ANSWER_BOUND = 1_000;

/** Does every open job that has an answer, the oldest first, but the one that the next step speaks of itself. */
export function answerJobs(stage: Stage, answers: JobAnswers, next: RehearsalStep | undefined): Played {
  for (let count = 0; count < ANSWER_BOUND; count += 1) {
    const found = firstAnswered(stage, answers, next);
    if (found === undefined) return ok(null);
    const done = happen(stage, { kind: "completeJob", ...timeAndActor(stage), ...found });
    if (!done.ok) return done;
  }
  return ok(null);
}

function firstAnswered(
  { state, now }: Stage,
  answers: JobAnswers,
  next: RehearsalStep | undefined,
): { readonly job: string; readonly variables: JsonObject } | undefined {
  if (state === null) return undefined;
  for (const [job, { element, wait, variables: mapped }] of instancesOf(state)) {
    if (wait.kind !== "job" || (next !== undefined && "element" in next && next.element === element))
      continue;
    const known = { ...state.variables, ...mapped };
    const variables = answers({ type: wait.type, element, variables: known }, now);
    if (variables !== undefined) return { job, variables };
  }
  return undefined;
}
