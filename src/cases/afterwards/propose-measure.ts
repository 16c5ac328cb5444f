import { canProposeMeasure, canSeeRecord, type Principal } from "#access";
import { isInForce, type Matter, type Measure, type MeasuringResult } from "#district";
import { err, localDateOf, ok, problem, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import { actorOf } from "../running/act-on-case.ts";
import { beginCase } from "../applying/begin-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { holderAsApplicant } from "../applying/holder-as-applicant.ts";
import { messageOf } from "../case/record-message.ts";
import { measureOn } from "../results/measured-certificate.ts";

/** 提出证照处理: what is proposed on which certificate, on what ground, and what was found. */
type MeasureProposal = {
  readonly register: string;
  readonly id: string;
  readonly measure: string;
  readonly ground: string;
  readonly facts: string;
  /** The number of the decision it rests on, where the measure needs one. */
  readonly decision: string | null;
};

type MeasuringMatter = { readonly matter: Matter; readonly result: MeasuringResult };

/** The matter by which measures are taken on certificates of a register, as it is in force. */
function measuringMatter(
  work: Pick<CaseWork, "pack" | "now">,
  register: string,
): MeasuringMatter | undefined {
  const today = localDateOf(work.now());
  for (const matter of work.pack.matters.values())
    if (matter.result?.kind === "measure" && matter.result.register === register && isInForce(matter, today))
      return { matter, result: matter.result };
  return undefined;
}

/** What may be proposed on a certificate as it stands, for those who may propose. */
export function measuresOf(
  work: Pick<CaseWork, "pack" | "now">,
  principal: Principal,
  record: StoredRecord,
): readonly (Measure & { readonly id: string })[] {
  const measuring = measuringMatter(work, record.register);
  if (measuring === undefined || !canProposeMeasure(principal, record).allowed) return [];
  return Object.entries(measuring.result.measures).flatMap(([id, measure]) =>
    measure.from.includes(record.status) ? [{ id, ...measure }] : [],
  );
}

/**
 * Begins the case of a measure in the name of the certificate's holder, at the organ that issued it. Errors:
 * RECORD_UNKNOWN, MEASURE_UNKNOWN, MEASURE_NOT_POSSIBLE, MEASURE_WITHOUT_DECISION, MEASURE_UNDER_WAY, those of
 * canProposeMeasure and beginCase.
 */
export async function proposeMeasure(
  work: CaseWork,
  principal: Principal,
  proposal: MeasureProposal,
): Promise<Result<{ readonly caseNo: string }, Problem>> {
  const { register, id } = proposal;
  const measuring = measuringMatter(work, register);
  const record = await work.findRecord(register, id);
  if (measuring === undefined || record === undefined || !canSeeRecord(principal, record).allowed)
    return err(problem("RECORD_UNKNOWN", { register, id }));
  const may = canProposeMeasure(principal, record);
  if (!may.allowed) return err(may.problem);
  const checked = checkProposal(work, measuring.result, record, proposal);
  if (!checked.ok) return checked;
  const { matter } = measuring;
  const begun = await beginCase(work, {
    matter,
    element: null,
    by: "proposal",
    actor: actorOf(principal, may.as),
    find: async (transaction) => {
      const found = await transaction.findRecordForRule(register, id);
      if (found === undefined || found.record.version !== record.version) return undefined;
      const applicant = await holderAsApplicant(work, transaction, matter, record.holder, work.now());
      const message = messageOf(found.record, checked.value);
      return { applicant, message, whole: message };
    },
    settle: (transaction, caseNo) => transaction.takeKey(matter.id, id, caseNo),
  });
  if (!begun.ok) return begun;
  return begun.value === null ? err(problem("MEASURE_UNDER_WAY")) : ok({ caseNo: begun.value });
}

function checkProposal(
  work: CaseWork,
  result: MeasuringResult,
  record: StoredRecord,
  { measure: id, ground: groundId, facts, decision }: MeasureProposal,
) {
  const measured = measureOn(work, result, record, id);
  if (!measured.ok) return measured;
  const measure = measured.value;
  const ground = measure.grounds.find((each) => each.id === groundId);
  if (ground === undefined) return err(problem("MEASURE_UNKNOWN"));
  if (measure.needsDecision && (decision ?? "").trim() === "")
    return err(problem("MEASURE_WITHOUT_DECISION", { measure: measure.name.zh, measureEn: measure.name.en }));
  return ok({
    measure: id,
    measureName: measure.name.zh,
    heard: measure.heard,
    ground: ground.name.zh,
    article: ground.article.zh,
    facts,
    decision: (decision ?? "").trim() === "" ? null : decision,
  });
}
