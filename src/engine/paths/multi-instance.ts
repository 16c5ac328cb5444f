import { ok, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { Loop } from "#process";
import { evaluateText, evaluateValue, unexpected } from "../state/evaluate.ts";
import type { Activation } from "../handlers/handler.ts";
import { countVote, noVote, NO_VOTES, settledVerdict, verdictOf } from "./joint-review.ts";
import { planAt, type Living, type Run, type Token } from "../state/run.ts";
import type { Wait } from "../state/state.ts";
import type { InstanceId } from "../state/types.ts";
import { contextOf } from "../state/variables.ts";

export type MultiWait = Extract<Wait, { readonly kind: "multi" }>;

/**
 * The body begins: all its runs at once, or the first of them. Errors: those of the collection's expression,
 * ENGINE_VALUE_UNEXPECTED where it is no list.
 */
export function beginRuns(run: Run, living: Living, loop: Loop): Result<Activation, Problem> {
  const found = evaluateValue(run, living, loop.collection);
  if (!found.ok) return found;
  const items = found.value;
  if (!Array.isArray(items)) return unexpected(living.node, "inputCollection", items);
  const list = loop.output?.collection;
  // A review that nobody was asked in must not pass for one.
  if (items.length === 0 && loop.review !== undefined)
    return unexpected(living.node, "inputCollection", items);
  if (items.length === 0) return ok({ kind: "complete", result: list === undefined ? {} : { [list]: [] } });
  const now = loop.sequential ? items.slice(0, 1) : items;
  const wait: MultiWait = {
    kind: "multi",
    total: items.length,
    done: 0,
    cancelled: 0,
    items: items.slice(now.length),
    ...(loop.review === undefined ? {} : { votes: NO_VOTES }),
  };
  return ok({
    kind: "wait",
    wait,
    effects: [],
    begin: now.map((item, index) => ({
      element: living.node.id,
      variables: variablesOfRun(run, living, loop, [item, index + 1]),
    })),
    variables: list === undefined ? {} : { [list]: items.map(() => null) },
  });
}

/** What a run has of its own from the start: its item, its place among the runs, and its vote, not yet given. */
function variablesOfRun(
  run: Run,
  { node, scope }: Pick<Living, "node" | "scope">,
  loop: Loop,
  [item, loopCounter]: readonly [Json, number],
): JsonObject {
  return {
    ...(loop.review === undefined ? {} : noVote(run, planAt(run, scope).each.get(node.id), loop.review)),
    ...(loop.inputElement === null ? {} : { [loop.inputElement]: item }),
    loopCounter,
  };
}

/** The next run of a body whose runs follow each other; null after the last. */
export function nextRun(run: Run, body: Living, wait: MultiWait): Token | null {
  const [item, ...items] = wait.items;
  const { id, node, scope, variables } = body;
  if (item === undefined || node.loop === undefined) return null;
  run.instances[id] = { element: node.id, scope, variables, wait: { ...wait, items } };
  const own = variablesOfRun(run, body, node.loop, [item, wait.total - items.length]);
  return { element: node.id, scope: id, via: null, variables: own };
}

/** What the body gives to its surroundings when all runs have ended: the list they filled. */
export function resultOfRuns({ node, variables }: Living, { votes, total }: MultiWait): JsonObject {
  const list = node.loop?.output?.collection;
  const review = node.loop?.review;
  return {
    ...(list === undefined ? {} : { [list]: variables[list] ?? [] }),
    ...(review === undefined || votes === undefined ? {} : verdictOf(review, votes, total)),
  };
}

/** A run that is taken away while its body goes on still counts as one of its instances. */
export function noteCancelledRun(run: Run, scope: InstanceId | null): void {
  const body = scope === null ? undefined : run.instances[scope];
  if (scope === null || body === undefined || body.wait.kind !== "multi") return;
  run.instances[scope] = { ...body, wait: { ...body.wait, cancelled: body.wait.cancelled + 1 } };
}

/**
 * A run ends: it fills its place in the list, and the completion condition is asked. The answer keeps that and
 * says whether it was enough. Errors: those of the two expressions.
 */
export function endRunOf(
  run: Run,
  living: Living,
  body: Living,
  wait: MultiWait,
): Result<() => "enough" | "more", Problem> {
  const { loop } = body.node;
  if (loop === undefined) throw new Error(`${body.node.id} has no loop`);
  const filled = fillPlace(run, living, body, loop);
  if (!filled.ok) return filled;
  const voted = vote(run, living, loop, { ...wait, done: wait.done + 1 });
  if (!voted.ok) return voted;
  const after = voted.value;
  const enough = isEnough(run, living, loop, after, filled.value);
  if (!enough.ok) return enough;
  const { id, node, scope } = body;
  const ends = enough.value || isSettled(loop, after);
  return ok(() => {
    const rest = ends ? { ...after, items: [] } : after;
    run.instances[id] = { element: node.id, scope, variables: filled.value, wait: rest };
    return ends ? "enough" : "more";
  });
}

function vote(run: Run, living: Living, { review }: Loop, wait: MultiWait): Result<MultiWait, Problem> {
  if (review === undefined) return ok(wait);
  const votes = countVote(run, living, review, wait.votes ?? NO_VOTES);
  return votes.ok ? ok({ ...wait, votes: votes.value }) : votes;
}

const isSettled = ({ review }: Loop, { votes, total }: MultiWait): boolean =>
  review !== undefined && votes !== undefined && settledVerdict(review.rule, votes, total) !== null;

function fillPlace(run: Run, living: Living, body: Living, loop: Loop): Result<JsonObject, Problem> {
  if (loop.output === null) return ok(body.variables);
  const { collection, element } = loop.output;
  const made = evaluateValue(run, living, element);
  if (!made.ok) return made;
  const list = body.variables[collection];
  const place = Number(living.variables["loopCounter"]) - 1;
  const filled = Array.isArray(list) ? list.with(place, made.value) : [made.value];
  return ok({ ...body.variables, [collection]: filled });
}

function isEnough(
  run: Run,
  living: Living,
  { completion }: Loop,
  { total, done, cancelled, items }: MultiWait,
  list: JsonObject,
): Result<boolean, Problem> {
  if (completion?.kind !== "feel") return ok(false);
  const found = evaluateText(run, living.node, completion.text, {
    ...contextOf(run, living),
    ...list,
    numberOfInstances: total,
    numberOfActiveInstances: total - items.length - done - cancelled,
    numberOfCompletedInstances: done,
    numberOfTerminatedInstances: cancelled,
  });
  if (!found.ok) return found;
  if (typeof found.value === "boolean") return ok(found.value);
  return unexpected(living.node, "completionCondition", found.value);
}
