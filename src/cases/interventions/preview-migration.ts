import { canMigrate, type Principal } from "#access";
import { instancesOf, isOfClock, isWatcher, step, type CaseState } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Plan, PlanNode } from "#process";
import type { CaseWork } from "../case/case-work.ts";
import type { PlanMove } from "./migration.ts";
import { lostElements, mappingFault, proposeMapping, withFlows, type Lost } from "./plan-mapping.ts";
import type { StoredCase } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** What a migration would bring about. */
export type ForeseenMigration = {
  readonly mapping: Readonly<Record<string, string>>;
  /** What has no place by its own id, with what could stand for it, and in how many cases something stands there. */
  readonly lost: readonly (Lost & { readonly standing: number })[];
  /** Of the cases that run on the version, how many would go over, and which would not, each with its reason. */
  readonly ready: number;
  readonly refused: readonly { readonly caseNo: string; readonly problem: Problem }[];
  /** What waits beside something (limits, messages) and would be given up, and in how many cases. */
  readonly givenUp: readonly { readonly node: PlanNode; readonly cases: number }[];
};

/** Cases read at once. */
const PAGE = 100;

/**
 * What it would come to if all running cases of a matter went from one version to another: each case's own step is
 * tried, and nothing of it is kept. Without a mapping one is proposed. Errors: SIGN_IN_REQUIRED, CONFIGURER_ONLY,
 * those of checkMove.
 */
export async function previewMigration(
  work: CaseWork,
  principal: Principal,
  asked: Omit<PlanMove, "mapping"> & { readonly mapping?: PlanMove["mapping"] },
): Promise<Result<ForeseenMigration, Problem>> {
  const may = canMigrate(principal);
  if (!may.allowed) return err(may.problem);
  const plans = await checkMove(work, asked);
  if (!plans.ok) return plans;
  const { from, to } = plans.value;
  const mapping = asked.mapping ?? proposeMapping(from, to);
  const event = { kind: "migrate", plan: to.hash, mapping: withFlows({ from, to, mapping }) } as const;
  const told = { at: work.now(), actor: { kind: "system", name: "preview" } as const };
  const refused: { caseNo: string; problem: Problem }[] = [];
  const [standing, dropped] = [new Map<string, number>(), new Map<string, number>()];
  let ready = 0;
  for await (const stored of casesOn(work, { ...asked, mapping })) {
    for (const element of elementsIn(stored.state)) count(standing, element);
    const linked = await work.planToMigrate(stored, to.hash);
    const stepped = linked.ok ? step(linked.value, stored.state, { ...event, ...told }) : linked;
    if (!stepped.ok) {
      refused.push({ caseNo: stored.head.caseNo, problem: stepped.error });
      continue;
    }
    ready += 1;
    for (const element of givenUpIn(stored.state, stepped.value.state)) count(dropped, element);
  }
  const lost = lostElements({ from, to, mapping });
  return ok({
    mapping,
    lost: lost.map((each) => ({ ...each, standing: standing.get(each.node.id) ?? 0 })),
    ready,
    refused,
    givenUp: [...dropped].flatMap(([id, cases]) => {
      const node = from.nodes[id];
      return node === undefined ? [] : [{ node, cases }];
    }),
  });
}

/**
 * The two plans of a move, where it can be asked at all. Errors: MATTER_UNKNOWN, MIGRATION_SAME_VERSION,
 * MIGRATION_VERSION_UNKNOWN, MIGRATION_FORM_MISSING, those of mappingFault.
 */
export async function checkMove(
  work: CaseWork,
  { matter, from, to, mapping = {} }: Omit<PlanMove, "mapping"> & { readonly mapping?: PlanMove["mapping"] },
): Promise<Result<{ readonly from: Plan; readonly to: Plan }, Problem>> {
  if (!work.pack.matters.has(matter)) return err(problem("MATTER_UNKNOWN", { matter }));
  if (from === to) return err(problem("MIGRATION_SAME_VERSION"));
  const [former, plan] = [await work.findPlan(from), await work.findPlan(to)];
  if (former === undefined || plan === undefined)
    return err(
      problem("MIGRATION_VERSION_UNKNOWN", { plan: (former === undefined ? from : to).slice(0, 12) }),
    );
  const unformed = Object.values(plan.nodes).find(
    (node) => node.kind === "userTask" && node.formId !== null && !work.pack.forms.has(node.formId),
  );
  if (unformed?.kind === "userTask")
    return err(problem("MIGRATION_FORM_MISSING", { name: unformed.name, form: unformed.formId ?? "" }));
  const fault = mappingFault({ from: former, to: plan, mapping });
  return fault === undefined ? ok({ from: former, to: plan }) : err(fault);
}

async function* casesOn(work: CaseWork, { matter, from: plan }: PlanMove): AsyncGenerator<StoredCase> {
  for (let after = ""; ;) {
    const page = await work.store.findCasesOn(systemOf(work), { matter, plan, after, most: PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

/** The elements that something of a case stands at, each once; called processes keep their plans and are none. */
function elementsIn(state: CaseState): ReadonlySet<string> {
  return new Set(instancesOf(state).flatMap(([, { element, wait }]) => (isWatcher(wait) ? [] : [element])));
}

/** What waits no more; a rung of a clock is set up anew by the ladder that the other plan draws. */
function givenUpIn(before: CaseState, after: CaseState): ReadonlySet<string> {
  return new Set(
    instancesOf(before).flatMap(([id, { element, wait }]) =>
      isOfClock(wait) || Object.hasOwn(after.instances, id) ? [] : [element],
    ),
  );
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
