import { canMoveCase, canSeeCase, type PostDecision, type Principal } from "#access";
import {
  completedBy,
  elementsAhead,
  leadsPast,
  parallelParts,
  tryMove,
  type Actor,
  type CaseState,
  type LinkedPlan,
  type Standing,
} from "#engine";
import { problem, type Instant, type Problem } from "#kernel";
import type { Plan, PlanNode } from "#process";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { dutiesOf } from "../case/duties-of.ts";
import { rolesWith } from "../case/roles-with.ts";

/** Whether a person may move a case by hand at all; also asked by the case page. */
export function mayMove(
  work: Pick<CaseWork, "pack">,
  principal: Principal,
  { head }: StoredCase,
): PostDecision {
  const seen = canSeeCase(principal, head);
  if (!seen.allowed) return seen;
  const may = canMoveCase(principal, head, rolesWith(work.pack, "move"));
  if (!may.allowed || head.closedAt === null) return may;
  return { allowed: false, problem: problem("ENGINE_CASE_CLOSED") };
}

/** A move, and the case as it stands. */
export type AskedMove = {
  readonly plan: LinkedPlan;
  readonly state: CaseState;
  readonly from: Standing;
  readonly to: string;
  readonly at: Instant;
  readonly actor: Actor;
};

/**
 * Why a case is not moved from where it stands to an element, if it is not: what the engine refuses, and what would
 * come to a decision without those whose it is, or turn the law's clock back. Codes: MOVE_STANDS_THERE, MOVE_TO_EVENT,
 * MOVE_ACROSS_PARALLEL, MOVE_SKIPS_DUTY, MOVE_TURNS_CLOCK_BACK, those of the engine for `moveToken`.
 */
export function moveRefusal({ plan: linked, state, from, to, at, actor }: AskedMove): Problem | undefined {
  const { plan, node } = from;
  const tried = tryMove(linked, state, { instance: from.id, to, at, actor });
  if (!tried.ok)
    return tried.error.code === "ENGINE_MOVE_IMPOSSIBLE" && Object.hasOwn(plan.nodes, to)
      ? problem("MOVE_TO_EVENT")
      : tried.error;
  const named = { from: nameOf(node), to: nameOf(plan.nodes[to], to) };
  if (to === node.id) return problem("MOVE_STANDS_THERE", named);
  if (!shareAPart(plan, node.id, to)) return problem("MOVE_ACROSS_PARALLEL", named);
  const duty = findSkipped(linked, from, state, to);
  if (duty !== undefined) return problem("MOVE_SKIPS_DUTY", { ...named, duty: nameOf(duty) });
  const turn = findTurnedBack(plan, state, node.id, to);
  return turn === undefined ? undefined : problem("MOVE_TURNS_CLOCK_BACK", { ...named, turn: nameOf(turn) });
}

function nameOf(node: PlanNode | undefined, id = node?.id ?? ""): string {
  return node === undefined || node.name === "" ? id : node.name;
}

const shareAPart = (plan: Plan, from: string, to: string): boolean => sharedParts(plan, from, to).length > 0;

/** The parallel parts that both stand in, the innermost first. */
function sharedParts(plan: Plan, from: string, to: string): readonly string[] {
  const parts = parallelParts(plan);
  const own = parts.get(from) ?? new Set<string>();
  return [...(parts.get(to) ?? [])]
    .filter((part) => own.has(part))
    .toSorted((one, other) => other.length - one.length);
}

/**
 * What the token has come through and does not leave: the beginning of the innermost part that it moves in. Ways that
 * turn off before it, such as a decision on a promise, are no ways of this case any more.
 */
function beginningOfPart(plan: Plan, from: string, to: string): string | undefined {
  const split = sharedParts(plan, from, to)[0]?.split(" ").at(-1) ?? "";
  return split === "" ? undefined : (plan.flows[split]?.to ?? split);
}

/**
 * What is still to be done by nobody but those whose it is, and without which the process never comes to the element:
 * a task of the separation of duties (收件、审查、决定), or one that is the applicant's own.
 */
function findSkipped(
  linked: LinkedPlan,
  { plan, node }: Standing,
  state: CaseState,
  to: string,
): PlanNode | undefined {
  const done = completedBy(state);
  const ahead = elementsAhead(plan, [node.id]);
  const begin = beginningOfPart(plan, node.id, to);
  const isDone = (id: string): boolean => Object.hasOwn(done, plan === linked.plan ? id : `${plan.id}#${id}`);
  return dutiesOf(plan).find(
    ({ id }) => id !== to && ahead.has(id) && !isDone(id) && !leadsPast(plan, id, to, begin),
  );
}

/** An element ahead of the target, though not ahead now, that would start a clock which has started, or stop a stopped one. */
function findTurnedBack(plan: Plan, state: CaseState, from: string, to: string): PlanNode | undefined {
  const now = elementsAhead(plan, [from]);
  const then = elementsAhead(plan, [to]);
  return Object.values(plan.nodes).find(
    (node) =>
      then.has(node.id) &&
      (!now.has(node.id) || node.id === from) &&
      node.clocks.some((each) => turnsBack(state, each)),
  );
}

function turnsBack({ clocks }: CaseState, { action, clock: name }: PlanNode["clocks"][number]): boolean {
  const clock = Object.hasOwn(clocks, name) ? clocks[name] : undefined;
  if (clock === undefined) return false;
  return (action === "start" && clock.startedAt !== null) || (action === "stop" && clock.stoppedAt !== null);
}
