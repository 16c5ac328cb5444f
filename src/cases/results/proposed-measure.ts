import { isInForce, type Matter, type MeasuringResult } from "#district";
import { err, localDateOf, ok, problem } from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { measureOn } from "./measured-certificate.ts";

/** 提出证照处理: what is proposed on which certificate, on what ground, and what was found. */
export type MeasureProposal = {
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
export function measuringMatter(
  work: Pick<CaseWork, "pack" | "now">,
  register: string,
): MeasuringMatter | undefined {
  const today = localDateOf(work.now());
  for (const matter of work.pack.matters.values())
    if (matter.result?.kind === "measure" && matter.result.register === register && isInForce(matter, today))
      return { matter, result: matter.result };
  return undefined;
}

/**
 * Whether a measure may be proposed on a certificate as it stands, and what its case begins with. Errors:
 * MEASURE_UNKNOWN, MEASURE_NOT_POSSIBLE, MEASURE_WITHOUT_DECISION.
 */
export function checkProposal(
  work: CaseWork,
  result: MeasuringResult,
  record: StoredRecord,
  { measure: id, ground: groundId, facts, decision }: Omit<MeasureProposal, "register" | "id">,
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
