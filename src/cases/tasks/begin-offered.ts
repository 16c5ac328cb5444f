import { canBeginOffered, canSeeCase, type PostDecision, type Principal } from "#access";
import { offersOf, type InstanceId, type LinkedPlan, type Offer } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { taskTarget } from "./complete-task.ts";
import type { StoredCase } from "../case/ports.ts";

/** 启动: an activity of an open ad-hoc subprocess (临时子流程) begins. */
export type BeginAct = CaseAct & {
  readonly scope: InstanceId;
  readonly element: string;
  /** Why; it stands in the case's history. */
  readonly reason: string;
};

/**
 * Begins an activity that an open ad-hoc subprocess offers. Errors: those of actOnCase and mayBegin,
 * ENGINE_SCOPE_NOT_OPEN, ENGINE_ELEMENT_NOT_OFFERED.
 */
export function beginOffered(
  work: CaseWork,
  principal: Principal,
  act: BeginAct,
): Promise<Result<CaseDone, Problem>> {
  const { scope, element, reason } = act;
  return actOnCase(
    work,
    principal,
    { ...act, act: "begin" },
    {
      may: ({ stored, plan }) => {
        const seen = canSeeCase(principal, stored.head);
        if (!seen.allowed) return err(seen.problem);
        const offer = offersOf(plan, stored.state, work.now()).find((each) => each.scope === scope);
        if (offer === undefined) return err(problem("ENGINE_SCOPE_NOT_OPEN", { scope }));
        const { id, name } = offer.node;
        if (!offer.elements.some(({ node }) => node.id === element))
          return err(problem("ENGINE_ELEMENT_NOT_OFFERED", { element: id, name, other: element }));
        const may = mayBegin(work, principal, stored, { plan, offer, element });
        return may.allowed ? ok(actorOf(principal, may.as)) : err(may.problem);
      },
      prepare: async (_acting, actor) =>
        ok({ event: { kind: "activateElements" as const, scope, elements: [element], reason, actor } }),
    },
  );
}

/** Whether a person may begin an offered activity; also asked by the case page. */
export function mayBegin(
  work: Pick<CaseWork, "pack">,
  principal: Principal,
  stored: StoredCase,
  { plan, offer, element }: { readonly plan: LinkedPlan; readonly offer: Offer; readonly element: string },
): PostDecision {
  const offered = offer.elements.flatMap(({ node, task }) =>
    task === null ? [] : [{ id: node.id, target: taskTarget(work, stored, { plan, task }) }],
  );
  const own = offered.find(({ id }) => id === element)?.target ?? null;
  return canBeginOffered(
    principal,
    own,
    offered.map(({ target }) => target),
  );
}
