import { link, type Decide, type LinkedPlan } from "#engine";
import type { DistrictPack, Matter } from "#district";
import { err, ok, problem, type Instant, type Json, type Problem, type Result } from "#kernel";
import { compileProcess, type Plan } from "#process";
import { checkModels, compileModels, decide } from "#rules";
import { findPublished, publish, systemContext, type Store } from "#store";

/** Plans of a district: what new cases run on, and what running cases pin. */
export type Plans = {
  readonly planOf: (matter: Matter) => LinkedPlan;
  readonly planOfCase: (head: {
    readonly matter: string;
    readonly plan: string;
  }) => Promise<Result<LinkedPlan, Problem>>;
};

/**
 * Compiles and publishes the process of every matter under its hash, where it stands for ever: a case that
 * runs on an older version finds it there. Errors: those of the compilers; PLAN_NOT_PUBLISHED.
 */
export async function publishPlans(
  store: Store,
  pack: DistrictPack,
  at: Instant,
): Promise<Result<Plans, readonly Problem[]>> {
  const compiled = new Map<string, Plan>();
  for (const source of pack.processes.values()) {
    const plans = await compileProcess(source.xml);
    if (!plans.ok) return plans;
    const plan = plans.value.find(({ id }) => id === source.id) ?? plans.value[0];
    if (plan === undefined) continue;
    compiled.set(source.id, plan);
    await publish(store, systemContext(pack.code), {
      kind: "plan",
      hash: plan.hash,
      name: source.id,
      version: plan.hash.slice(0, 12),
      content: plan as unknown as Json,
      source: source.xml,
      at,
    });
  }
  const decisions = new Map<string, Decide | null>();
  for (const matter of pack.matters.values()) {
    const linked = await linkDecisions(matter);
    if (!linked.ok) return linked;
    decisions.set(matter.id, linked.value);
  }
  const linking = (plan: Plan, matter: Matter): LinkedPlan =>
    link(plan, {
      decisions: decisions.get(matter.id) ?? null,
      calendar: pack.calendar,
      settings: { ...pack.settings, ...matter.settings },
    });
  return ok(plansOver(store, pack, compiled, linking));
}

function plansOver(
  store: Store,
  pack: DistrictPack,
  compiled: ReadonlyMap<string, Plan>,
  linking: (plan: Plan, matter: Matter) => LinkedPlan,
): Plans {
  const linked = new Map<string, LinkedPlan>();
  const keep = (plan: Plan, matter: Matter): LinkedPlan => {
    const key = `${matter.id} ${plan.hash}`;
    const made = linked.get(key) ?? linking(plan, matter);
    linked.set(key, made);
    return made;
  };
  return {
    planOf: (matter) => {
      const plan = compiled.get(matter.process);
      if (plan === undefined) throw new Error(`the pack was checked, yet has no process ${matter.process}`);
      return keep(plan, matter);
    },
    planOfCase: async (head) => {
      const matter = pack.matters.get(head.matter);
      const known = linked.get(`${head.matter} ${head.plan}`);
      if (known !== undefined) return ok(known);
      const current = [...compiled.values()].find(({ hash }) => hash === head.plan);
      const published =
        current ??
        ((await findPublished(store, systemContext(pack.code), "plan", head.plan))?.content as
          | Plan
          | undefined);
      if (matter === undefined || published === undefined)
        return err(problem("PLAN_NOT_PUBLISHED", { matter: head.matter, plan: head.plan.slice(0, 12) }));
      return ok(keep(published, matter));
    },
  };
}

/** A matter's decisions as the engine asks for them; their answers' grounds stand in the entry. */
async function linkDecisions(matter: Matter): Promise<Result<Decide | null, readonly Problem[]>> {
  if (matter.decisions.length === 0) return ok(null);
  const models = await compileModels(matter.decisions.map(({ file, xml }) => ({ path: file, xml })));
  if (!models.ok) return models;
  const faults = checkModels(models.value);
  if (faults.length > 0) return err(faults);
  return ok((decision, input, { now }) => {
    const answer = decide(models.value, decision, input, { now });
    if (!answer.ok) return answer;
    const { value, ...detail } = answer.value;
    return ok({ value, detail: { decision, ...detail } as never });
  });
}
