import type { Principal } from "#access";
import {
  standingsOf,
  type CaseState,
  type InstanceId,
  type LinkedPlan,
  type Mark,
  type Standing,
} from "#engine";
import { err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import {
  actOnCase,
  actorOf,
  rehearseAct,
  type CaseAct,
  type CaseDone,
  type Deed,
  type Rehearsed,
} from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { failureIn } from "../case/failure-in.ts";
import { mayMove, moveRefusal } from "./may-move.ts";
import type { Commit, StoredCase } from "../case/ports.ts";

/** 移动: what stands at a place of the case goes on at an element of the same process. */
export type MoveAct = CaseAct & {
  readonly instance: InstanceId;
  readonly to: string;
  /** Why; it stands in the case's history. */
  readonly reason: string;
};

/** What a move would bring about. */
export type ForeseenMove = {
  /** The case as it would stand; nothing of it is kept. */
  readonly stored: Pick<StoredCase, "state" | "head">;
  /** What would end, and what would begin, by the instances of the state before and of the one after. */
  readonly ends: readonly InstanceId[];
  readonly opens: readonly InstanceId[];
  readonly marks: readonly Mark[];
  /** The titles of documents that it would issue. */
  readonly documents: readonly string[];
};

/**
 * Moves a case by hand, to mend how it runs; it makes no decision and stands for nobody's duty. Errors: those of
 * actOnCase, mayMove and moveRefusal, MOVE_FAILS, ENGINE_INSTANCE_NOT_OPEN.
 */
export function moveCase(
  work: CaseWork,
  principal: Principal,
  act: MoveAct,
): Promise<Result<CaseDone, Problem>> {
  return actOnCase(work, principal, { ...act, act: "move" }, movement(work, principal, act));
}

/** What a move would bring about, through the same checks and the same step. Errors: as moveCase. */
export async function foreseeMove(
  work: CaseWork,
  principal: Principal,
  stored: StoredCase,
  act: Omit<Rehearsed<MoveAct>, "reason">,
): Promise<Result<ForeseenMove, Problem>> {
  const asked = { ...act, reason: "" };
  const step = await rehearseAct(work, principal, asked, movement(work, principal, asked));
  if (!step.ok) return step;
  const change = step.value.changes.find(({ kind }) => kind === "case");
  if (change?.kind !== "case") throw new Error("a move changes its case");
  const { state, head, entries } = change;
  const [before, after] = [Object.keys(stored.state.instances), Object.keys(state.instances)];
  return ok({
    stored: { state, head },
    ends: before.filter((id) => !after.includes(id)),
    opens: after.filter((id) => !before.includes(id)),
    marks: entries.flatMap(({ data }) => (data["marks"] ?? []) as unknown as readonly Mark[]),
    documents: step.value.documents.map(({ title }) => title),
  });
}

/** Where a case stands, and of each place the elements that it may be moved to, or why not. */
export function movesOf(
  plan: LinkedPlan,
  state: CaseState,
  at: Instant,
): readonly { readonly from: Standing; readonly to: ReadonlyMap<string, Problem | undefined> }[] {
  const actor = { kind: "system", name: "preview" } as const;
  return standingsOf(plan, state).map((from) => ({
    from,
    to: new Map(
      Object.keys(from.plan.nodes).map((to) => [to, moveRefusal({ plan, state, from, to, at, actor })]),
    ),
  }));
}

function movement(
  work: CaseWork,
  principal: Principal,
  { instance, to, reason }: Pick<MoveAct, "instance" | "to" | "reason">,
): Deed<ReturnType<typeof actorOf>> {
  return {
    may: ({ stored }) => {
      const may = mayMove(work, principal, stored);
      return may.allowed ? ok(actorOf(principal, may.as)) : err(may.problem);
    },
    prepare: async ({ stored, plan }, actor) => {
      const { state } = stored;
      const from = standingsOf(plan, state).find(({ id }) => id === instance);
      if (from === undefined) return err(problem("ENGINE_INSTANCE_NOT_OPEN", { instance }));
      const refused = moveRefusal({ plan, state, from, to, at: work.now(), actor });
      if (refused !== undefined) return err(refused);
      return ok({ event: { kind: "moveToken" as const, instance, to, reason, actor } });
    },
    refuse: refuseFailure,
  };
}

/** A move that mends nothing is none. */
function refuseFailure(commit: Commit): Problem | undefined {
  const why = failureIn(commit);
  return why === undefined ? undefined : problem("MOVE_FAILS", { why: why.zh, whyEn: why.en });
}
