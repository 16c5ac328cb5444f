import { canProposeMeasure, canSeeRecord, type Principal } from "#access";
import type { Measure } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import { actorOf } from "../running/act-on-case.ts";
import { beginCase } from "../applying/begin-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { holderAsApplicant } from "../applying/holder-as-applicant.ts";
import { messageOf } from "../case/record-message.ts";
import { checkProposal, measuringMatter, type MeasureProposal } from "../results/proposed-measure.ts";

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
