import { canCorrectFailure, canSeePersonalData, type Principal } from "#access";
import type { Correction } from "#engine";
import { err, ok, problem, type Json, type Problem, type Result } from "#kernel";
import { evaluateFeel } from "#rules";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import { personalTarget } from "../case/asked-organs.ts";
import type { CaseWork } from "../case/case-work.ts";
import { failureIn } from "../case/failure-in.ts";
import { findFailure, type ValueLock } from "./failure-values.ts";
import { systemOf } from "../running/reach-case.ts";

/** A value as a person types it: text as it stands, or JSON or a FEEL expression over nothing (`date("2026-11-16")`). */
export type TypedCorrection = {
  readonly path: readonly string[];
  readonly text: string;
  readonly as: "text" | "value";
};

/** A failure is tried again with values that a person has put right, saying why. */
export type FailureCorrection = CaseAct & {
  readonly failure: string;
  readonly corrections: readonly TypedCorrection[];
  readonly reason: string;
};

/**
 * Corrects what a failed element reads and tries it again, in one step: the entry keeps each value before and after.
 * Only what the element reads, and never what decides the case in the place of those whose it is (failure-values.ts).
 * Errors: those of actOnCase and canCorrectFailure, ENGINE_FAILURE_NOT_OPEN, CORRECTION_NOT_READ, CORRECTION_LOCKED,
 * CORRECTION_UNREADABLE, CORRECTION_MENDS_NOTHING.
 */
export function correctFailure(
  work: CaseWork,
  principal: Principal,
  act: FailureCorrection,
): Promise<Result<CaseDone, Problem>> {
  const { failure, corrections, reason } = act;
  const asked = corrections.map((each) => ({ ...each }));
  return actOnCase(
    work,
    principal,
    { ...act, corrections: asked, act: "correctFailure" },
    {
      may: ({ stored, plan, matter }) => {
        const may = canCorrectFailure(principal, stored.head);
        if (!may.allowed) return err(may.problem);
        const inFull = canSeePersonalData(principal, personalTarget(stored)).allowed;
        const found = findFailure(work.pack, matter, { plan, stored }, failure, inFull);
        return found === undefined
          ? err(problem("ENGINE_FAILURE_NOT_OPEN", { instance: failure }))
          : ok(found.values);
      },
      prepare: async (_acting, values) => {
        const read: Correction[] = [];
        for (const each of corrections) {
          const name = each.path.join(".");
          const value = values.find(({ path }) => path.join("\u0000") === each.path.join("\u0000"));
          if (value === undefined) return err(problem("CORRECTION_NOT_READ", { name }));
          if (value.lock !== null) return err(problem("CORRECTION_LOCKED", { name, ...WHY[value.lock] }));
          const typed = readTyped(work, each, name);
          if (!typed.ok) return typed;
          read.push({ path: each.path, value: typed.value });
        }
        const actor = actorOf(principal, principal.posts.find(({ role }) => role === "configurer") ?? null);
        return ok({
          event: { kind: "resolveFailure" as const, instance: failure, corrections: read, reason, actor },
        });
      },
      // A correction that mends nothing is not kept: the person still has it before them.
      refuse: (commit) => {
        const why = failureIn(commit, failure);
        return why === undefined
          ? undefined
          : problem("CORRECTION_MENDS_NOTHING", { why: why.zh, whyEn: why.en });
      },
    },
    systemOf(work),
  );
}

/** Why a value is not corrected here, in words. */
export const WHY: Readonly<Record<ValueLock, { readonly why: string; readonly whyEn: string }>> = {
  fact: {
    why: "这是办件的登记事实，回执和文书都以它为准",
    whyEn: "it is a fact of the case, on which its receipt and documents stand",
  },
  applied: {
    why: "这是申请人填报的内容，应由申请人补正",
    whyEn: "the applicant declared it and has to correct it",
  },
  duty: {
    why: "这是经办人办理时填写的内容，应把办件移回该环节由其重新填写",
    whyEn: "it was given in a task; move the case back to it, so that those whose task it is give it anew",
  },
  personal: {
    why: "这是个人信息，不在流程变量中更正",
    whyEn: "it is personal data, which is not corrected among variables",
  },
};

function readTyped(work: CaseWork, { text, as }: TypedCorrection, name: string): Result<Json, Problem> {
  if (as === "text") return ok(text);
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    const answer = evaluateFeel(text.trim().replace(/^=/, ""), {}, { now: work.now() });
    if (!answer.ok) {
      const { zh, en } = answer.error.message;
      return err(problem("CORRECTION_UNREADABLE", { name, why: zh, whyEn: en }));
    }
    if (answer.value.value !== null) return ok(answer.value.value);
    const why = answer.value.warnings[0] ?? "null";
    return err(problem("CORRECTION_UNREADABLE", { name, why, whyEn: why }));
  }
}
