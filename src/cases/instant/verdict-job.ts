import { judgeInstant, RULE_INPUT } from "#district";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { drawOf } from "../case/draw.ts";
import type { KeptCondition, KeptFact, MachineDecision } from "../case/facts-ports.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/**
 * Says what the rules came to (`verdict`), after a decision has answered the matter's conditions under `answers`, and
 * keeps facts, conditions and the rules' version as the receipt (决定依据). Holds everything, the machine grants;
 * else a person decides, and sees why. `sampled` says whether a person looks at the grant afterwards, by a draw that
 * follows from the case's number alone. With the header `decides: person` the rules only advise: a person has the case
 * before them already. Errors: JOB_DEFINITION_MISSING.
 */
export async function keepVerdict(
  _work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { matter, job, identity, state, at } = call;
  const { instant, decisions } = matter;
  if (instant === null || decisions.models === null) {
    const what = instant === null ? "instant" : "decide.dmn";
    return err(problem("JOB_DEFINITION_MISSING", { matter: matter.id, element: job.element, what }));
  }
  const { variables } = state;
  const facts = asObject(variables["facts"]);
  const judged = judgeInstant(instant, facts, variables["answers"] ?? null);
  const granted = judged.holds && job.headers["decides"] !== "person";
  const sampled = granted && drawOf(identity.caseNo, instant.sampling.percent).drawn;
  const results = new Map(judged.conditions.map(({ id, result }) => [id, result]));
  const conditions: KeptCondition[] = instant.conditions.map((each) => ({
    ...each,
    result: results.get(each.id) ?? "unanswered",
  }));
  const rules = decisions.models.version;
  const decision: MachineDecision = {
    caseNo: identity.caseNo,
    matter: matter.id,
    rules,
    at,
    granted,
    sampled,
    input: Object.fromEntries(RULE_INPUT.map((name) => [name, variables[name] ?? null])),
    facts: (variables["factsKept"] ?? []) as unknown as readonly KeptFact[],
    conditions,
  };
  await transaction.keepMachineDecision(decision);
  const failed = judged.conditions.filter(({ result }) => result !== "holds").map(({ id }) => id);
  const checked = conditions.filter(({ result }) => result === "holds").map(({ name }) => name.zh);
  const verdict: Json = { holds: judged.holds, failed, checked, sampled, rules };
  const decidedBy = granted ? "machine" : "person";
  return ok({ variables: { verdict, decidedBy }, documents: [], outbox: [], records: [], personal: [] });
}

const asObject = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
