import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { EventStart } from "#process";
import { placeOf } from "../state/evaluate.ts";
import { find } from "../state/find.ts";
import { openJobOf } from "../handlers/job-task.ts";
import { fail, proceed } from "../paths/life-cycle.ts";
import { mark, nextId, type Living, type Run } from "../state/run.ts";
import type { CaseEvent, Correction } from "../state/types.ts";
import { atPath, contextOf, pick, propagate, propagateFrom, withPath } from "../state/variables.ts";
import { closeWatchers, openWatcher, waitForStart } from "../time/watching.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { readonly kind: Kind }>;
type Applied = Result<null, Problem>;

const done = ok(null);

/** Tries again what failed, from the phase that failed, with what it reads corrected. */
export function resolveFailure(run: Run, event: EventOf<"resolveFailure">): Applied {
  const found = find(run, event.instance, "failed");
  if (found === undefined) return err(problem("ENGINE_FAILURE_NOT_OPEN", { instance: event.instance }));
  const { living, wait } = found;
  propagate(run, living, event.variables ?? {});
  const { corrections = [], reason } = event;
  const corrected = corrections.map((each) => correct(run, living, each));
  run.effects.push({ kind: "clearFailure", failure: living.id });
  mark(run, "resolved", living, {
    ...(reason === undefined ? {} : { reason }),
    ...(corrected.length === 0 ? {} : { corrections: corrected }),
  });
  if (wait.phase === "job" && living.node.kind === "jobTask") retryJob(run, living, wait.jobType ?? "");
  else if (wait.phase === "watch" && living.node.kind === "eventStart") {
    delete run.instances[living.id];
    watchRoot(run, living.node);
  } else proceed(run, living, wait.phase, wait.result);
  return done;
}

/** Sees to it that the element reads another value where it read the old one; answers what it did. */
function correct(run: Run, living: Living, { path, value }: Correction): JsonObject {
  const [name = ""] = path;
  const seen = contextOf(run, living);
  propagate(run, living, { [name]: withPath(pick(seen, name), path, value)[name] ?? null });
  return { path: [...path], before: atPath(seen, path) ?? null, after: value };
}

/**
 * Goes on without what failed: what the element should have done is left undone, and its clocks on leaving
 * still turn. A gateway whose way out is what failed cannot be skipped, as nothing says where to.
 */
export function skipFailure(run: Run, event: EventOf<"skipFailure">): Applied {
  const found = find(run, event.instance, "failed");
  if (found === undefined) return err(problem("ENGINE_FAILURE_NOT_OPEN", { instance: event.instance }));
  const { living, wait } = found;
  if (wait.phase === "leave") return err(problem("ENGINE_SKIP_IMPOSSIBLE", placeOf(living.node)));
  for (const [name, value] of Object.entries(event.variables ?? {}))
    propagateFrom(run, living.scope, name, value);
  run.effects.push({ kind: "clearFailure", failure: living.id });
  mark(run, "skipped", living, { reason: event.reason });
  if (wait.phase === "watch") {
    delete run.instances[living.id];
    return done;
  }
  closeWatchers(run, living.id);
  const wasDone = wait.phase === "clocks";
  proceed(run, living, wasDone ? "leave" : "clocks", {});
  // What was never done is not to be undone.
  if (!wasDone) run.compensations = run.compensations.filter(({ instance }) => instance !== living.id);
  return done;
}

/** The event subprocesses of the case itself wait from its start; one that cannot is a failure of its own. */
export function watchRoot(run: Run, node: EventStart): void {
  const wait = waitForStart(run, node, null);
  if (wait.ok) return openWatcher(run, null, node.id, wait.value);
  fail(run, { id: nextId(run), node, scope: null, variables: {} }, "watch", {}, wait.error);
}

/** A job given up is called once more under the same id; its boundary events have gone on meanwhile. */
function retryJob(run: Run, living: Living, type: string): void {
  const { id, node, scope, variables } = living;
  if (node.kind !== "jobTask") return;
  run.instances[id] = { element: node.id, scope, variables, wait: { kind: "job", type, retries: 1 } };
  run.effects.push({ kind: "callJob", job: openJobOf(run, living, node, type, 1) });
}
