import type { CaseWork, PinnedCase } from "#cases";
import { calledPlans, link, type LinkedPlan, type LinkOptions } from "#engine";
import type { DistrictPack, Matter, ProcessSource } from "#district";
import { err, ok, problem, type Instant, type Json, type Problem, type Result } from "#kernel";
import type { Plan } from "#process";
import { findPublished, listPublished, publish, systemContext, type Published, type Store } from "#store";
import { keepPublication, publicationOf } from "./publications.ts";

/** Plans of a district: what new cases run on, and what running cases pin. */
export type Plans = Pick<CaseWork, "planOf" | "planOfCase" | "planToMigrate" | "findPlan"> & {
  /** The BPMN that a plan was compiled from; as it is drawn now, where the pack still has the plan. */
  readonly drawingOf: (plan: string) => Promise<string | undefined>;
};

/**
 * Publishes every process of the pack under its plan's hash, where it stands for ever: a case that runs on
 * an older version finds it there. Errors of `planOfCase`: PLAN_NOT_PUBLISHED.
 */
export async function publishPlans(store: Store, pack: DistrictPack, at: Instant): Promise<Plans> {
  for (const { id, xml, plan } of pack.processes.values())
    await publish(store, systemContext(pack.code), {
      kind: "plan",
      hash: plan.hash,
      name: id,
      version: plan.hash.slice(0, 12),
      content: plan as unknown as Json,
      source: xml,
      at,
    });
  const current = [...pack.processes.values()].map(({ plan }) => plan.hash);
  const together = await keepPublication(store, pack.code, { at, plans: current });
  const plans = await callablePlans(store, pack);
  const published = new Map(plans.map((plan) => [plan.hash, plan]));
  const linked = new Map<string, LinkedPlan>();
  const deployments = together.map((each) => each.plans);
  const keep = (
    plan: Plan,
    matter: Matter,
    own: readonly string[] | undefined,
    beside: { readonly more?: readonly Plan[]; readonly former?: readonly Plan[] } = {},
  ): LinkedPlan => {
    const { more = [], former = [] } = beside;
    const key = [matter.id, plan.hash, hashesOf(more), hashesOf(former), ...(own ?? [])].join("|");
    const options = { ...(own === undefined ? {} : { deployment: own }), deployments, former };
    const made = linked.get(key) ?? linkFor(pack, plan, matter, { ...options, plans: [...more, ...plans] });
    linked.set(key, made);
    return made;
  };
  /** A plan never changes, so what was found once is kept. */
  const find = async (hash: string, within?: PlanFinder): Promise<Plan | undefined> => {
    const plan = published.get(hash) ?? (await (within ?? findPlanOn(store, pack)).findPlan(hash));
    if (plan !== undefined) published.set(hash, plan);
    return plan;
  };
  const callable = new Set(published.keys());
  /** The plan a case pins, or another that it is to leave it for. */
  const linkedFor = async (
    { head, state }: PinnedCase,
    to: string,
    within?: PlanFinder,
  ): Promise<Result<LinkedPlan, Problem>> => {
    const missing = (hash: string) =>
      err(problem("PLAN_NOT_PUBLISHED", { matter: head.matter, plan: hash.slice(0, 12) }));
    const matter = pack.matters.get(head.matter);
    const plan = matter === undefined ? undefined : await find(to, within);
    const own = to === head.plan ? plan : await find(head.plan, within);
    if (matter === undefined || plan === undefined) return missing(to);
    if (own === undefined) return missing(head.plan);
    // What another server has published since this one started.
    const more: Plan[] = [];
    for (const hash of state === undefined ? [] : calledPlans(state).toSorted()) {
      if (callable.has(hash) || hash === to) continue;
      const called = await find(hash, within);
      if (called === undefined) return missing(hash);
      more.push(called);
    }
    const deployment = publicationOf(together, plan.hash, state?.startedAt)?.plans;
    return ok(keep(plan, matter, deployment, { more, former: own === plan ? [] : [own] }));
  };
  return {
    planOf: (matter) => {
      const process = pack.processes.get(matter.process);
      if (process === undefined)
        throw new Error(`the pack was checked, yet has no process ${matter.process}`);
      return keep(process.plan, matter, current);
    },
    planOfCase: (pinned, within) => linkedFor(pinned, pinned.head.plan, within),
    planToMigrate: (pinned, to, within) => linkedFor(pinned, to, within),
    findPlan: (hash) => find(hash),
    drawingOf: async (plan) =>
      currentOf(pack, plan)?.xml ?? (await publishedPlan(store, pack, plan))?.source ?? undefined,
  };
}

/** Those of the pack come last, as the latest; a case may still stand in a former one that it called. */
async function callablePlans(store: Store, pack: DistrictPack): Promise<readonly Plan[]> {
  const current = [...pack.processes.values()].map(({ plan }) => plan);
  const published = await listPublished(store, systemContext(pack.code), "plan");
  const former = published
    .toReversed()
    .filter(({ hash }) => !current.some((plan) => plan.hash === hash))
    .map(({ content }) => content as unknown as Plan);
  return [...former, ...current];
}

type PlanFinder = NonNullable<Parameters<CaseWork["planOfCase"]>[1]>;

const hashesOf = (plans: readonly Plan[]): string => plans.map(({ hash }) => hash).join(" ");

function linkFor(
  pack: DistrictPack,
  plan: Plan,
  matter: Matter,
  options: Pick<LinkOptions, "plans" | "former" | "deployment" | "deployments">,
): LinkedPlan {
  const settings = { ...pack.settings, ...matter.settings };
  const { decide } = matter.decisions;
  const organs = [...pack.organs.keys()];
  return link(plan, { decisions: decide, calendar: pack.calendar, settings, organs, ...options });
}

const findPlanOn = (store: Store, pack: DistrictPack): PlanFinder => ({
  findPlan: async (hash) => (await publishedPlan(store, pack, hash))?.content as Plan | undefined,
});

const currentOf = (pack: DistrictPack, hash: string): ProcessSource | undefined =>
  [...pack.processes.values()].find(({ plan }) => plan.hash === hash);

const publishedPlan = (store: Store, pack: DistrictPack, hash: string): Promise<Published | undefined> =>
  findPublished(store, systemContext(pack.code), "plan", hash);
