import { canCorrectFailure, canSeeCase, canSeePersonalData, type Principal } from "#access";
import { findFailure, partOnCase, personalTarget, WHY_LOCKED, type FailureValue } from "#cases";
import type { FailureValueAnswer, FailureValuesAnswer } from "#contract";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findCaseByNo, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { noteView } from "./view-log.ts";

/**
 * What a failed step of a case reads, for whoever may correct it; they need not see the case otherwise, so that what is
 * personal is starred. Errors: those of canCorrectFailure, CASE_UNKNOWN, ENGINE_FAILURE_NOT_OPEN.
 */
export async function failureValues(
  platform: Platform,
  principal: Principal,
  caseNo: string,
  failure: string,
): Promise<Result<FailureValuesAnswer, Problem>> {
  const { store, work } = platform;
  // A policy lets them see this much of a case whose rows they may not read.
  const stored = await findCaseByNo(store, systemContext(work.pack.code), caseNo);
  // Whoever may correct nothing is told so before they are told of a case.
  const nobodys = { organ: "", division: "", applicant: "", inNameOf: null };
  const may = canCorrectFailure(principal, stored?.head ?? nobodys);
  if (!may.allowed) return err(may.problem);
  const matter = work.pack.matters.get(stored?.head.matter ?? "");
  if (stored === undefined || matter === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const plan = await work.planOfCase(stored);
  if (!plan.ok) return plan;
  const inFull = canSeePersonalData(principal, personalTarget(stored)).allowed;
  const found = findFailure(work.pack, matter, { plan: plan.value, stored }, failure, inFull);
  if (found === undefined) return err(problem("ENGINE_FAILURE_NOT_OPEN", { instance: failure }));
  await noteView(platform, principal, stored);
  const part = partOnCase(work.pack, principal, stored);
  // Of who need not handle the case the stars are the guard; who handles a part of it is told no other field.
  const theirs = found.values.filter(
    ({ path: [first, field = ""] }) =>
      first !== "form" || part.whole || !canSeeCase(principal, stored.head).allowed || part.fields.has(field),
  );
  return ok({ version: stored.version, values: theirs.map(valueAnswer) });
}

function valueAnswer({ path, value, isThere, label, masked, lock }: FailureValue): FailureValueAnswer {
  const why = lock === null ? null : WHY_LOCKED[lock];
  const isText = typeof value === "string";
  return {
    path: [...path],
    label,
    text: isText ? value : isThere ? JSON.stringify(value) : "",
    as: isText ? "text" : "value",
    isThere,
    masked,
    locked: why === null ? null : { zh: why.why, en: why.whyEn },
  };
}
