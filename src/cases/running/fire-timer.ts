import { step, type CaseEvent } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { reachCase, systemOf } from "./reach-case.ts";
import { callsInnerJob, runEvent } from "./run-event.ts";

/** A timer of a case that has come due. */
export type DueTimer = { readonly caseNo: string; readonly timer: string };

const ACTOR = { kind: "system", name: "timer" } as const;

/**
 * Fires a timer as the system itself. A timer that is no longer open (its task was done a moment before)
 * is refused by the engine and changes nothing. Errors: CASE_UNKNOWN, those of the engine and the store.
 */
export function fireTimer(work: CaseWork, { caseNo, timer }: DueTimer): Promise<Result<boolean, Problem>> {
  return reachCase(work, caseNo, { kind: "fireTimer", timer, actor: ACTOR });
}

/**
 * The same for a timer whose case was read with others: it joins the commits that are kept together, which is what
 * lets very many timers of one moment be fired beside people's work. What needs a transaction of its own, or finds
 * the case changed since it was read, is fired alone.
 */
export async function fireTimerOf(
  work: CaseWork,
  stored: StoredCase,
  timer: string,
): Promise<Result<boolean, Problem>> {
  const matter = work.pack.matters.get(stored.head.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
  const plan = await work.planOfCase(stored);
  if (!plan.ok) return plan;
  const alone = () => fireTimer(work, { caseNo: stored.id, timer });
  const event: CaseEvent = { kind: "fireTimer", timer, at: work.now(), actor: ACTOR };
  const seen = step(plan.value, stored.state, event);
  if (!seen.ok || callsInnerJob(seen.value.effects)) return alone();
  const ran = await runEvent(work, null, {
    matter,
    plan: plan.value,
    identity: stored.head,
    before: stored,
    personal: {},
    event,
  });
  if (!ran.ok) return ran;
  const kept = await work.store.apply(systemOf(work), ran.value, new Map([[stored.id, stored.hash]]));
  if (kept.ok) return ok(true);
  return kept.error.code === "STALE_VERSION" ? alone() : kept;
}

/** The cases of timers that have come due, by number. */
export async function readCasesOf(
  work: CaseWork,
  due: readonly DueTimer[],
): Promise<ReadonlyMap<string, StoredCase>> {
  const ids = [...new Set(due.map(({ caseNo }) => caseNo))];
  const cases = await work.store.findCases(systemOf(work), ids);
  return new Map(cases.map((stored) => [stored.id, stored]));
}
