import type { Matter, MatterCommitment } from "#district";
import {
  err,
  hashOf,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { holderOf, type CaseIdentity } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { commonData, sealOrder } from "../printing/document-job.ts";
import type { CaseTransaction, NewDocument, OutboxItem } from "../case/ports.ts";

/** The register of who may not promise, for a while, because a promise was false. */
const BARS = "commitment-bar";

/** What a case keeps of a promise (告知承诺) under `commitment`. */
export type Commitment = {
  readonly signedBy: string;
  readonly signedAt: Instant;
  /** SHA-256 of all that was told and promised. */
  readonly text: string;
  readonly checkWithin: string;
  readonly bars: string;
};

/** Who promises: the names that may sign, and the key that a bar is kept under. */
type Promiser = { readonly names: readonly string[]; readonly subject: string; readonly at: Instant };

/**
 * The promise as the case keeps it; null where nothing is promised.
 * Errors: COMMITMENT_NOT_OFFERED, COMMITMENT_UNSIGNED, COMMITMENT_BARRED.
 */
export async function commitmentOf(
  transaction: Pick<CaseTransaction, "findRecordForRule">,
  matter: Matter,
  asked: { readonly signedBy: string } | undefined,
  { names, subject, at }: Promiser,
): Promise<Result<Commitment | null, Problem>> {
  if (asked === undefined) return ok(null);
  const { commitment } = matter;
  if (commitment === null) return err(problem("COMMITMENT_NOT_OFFERED", { matter: matter.name.zh }));
  const signedBy = asked.signedBy.trim();
  if (!names.includes(signedBy)) return err(problem("COMMITMENT_UNSIGNED"));
  const bar = (await transaction.findRecordForRule(BARS, subject))?.record;
  const until = bar?.status === "barred" ? String(bar.data["until"]) : null;
  if (until !== null && localDateOf(at) <= until) return err(problem("COMMITMENT_BARRED", { until }));
  const { checkWithin, bars } = commitment;
  return ok({ signedBy, signedAt: at, text: hashOf(toldIn(commitment)), checkWithin, bars });
}

const toldIn = ({ conditions, standards, consequences, promise }: MatterCommitment): Json => ({
  conditions: conditions.map(({ zh }) => zh),
  standards: standards.map(({ zh }) => zh),
  consequences: consequences.map(({ zh }) => zh),
  promise: promise.zh,
});

/** What was told and promised, on paper (告知承诺书), issued together with the receipt. */
export function commitmentDocument(
  work: CaseWork,
  { matter, told }: { readonly matter: Matter; readonly told: MatterCommitment },
  identity: CaseIdentity,
  commitment: Commitment,
  form: Json | undefined,
): { readonly document: NewDocument; readonly outbox: OutboxItem } {
  const title = "告知承诺书";
  const id = work.newId();
  const number = `${identity.caseNo}-承诺`;
  const { signedAt: at, signedBy, text } = commitment;
  const data: JsonObject = {
    ...commonData(work, matter, identity, {
      verify: id,
      number,
      title,
      sealText: "行政审批专用章",
      at,
      form,
    }),
    applicant: identity.applicantName,
    ...(toldIn(told) as JsonObject),
    signedBy,
    signedAt: at,
    textHash: text,
  };
  const document: NewDocument = {
    id,
    number,
    subject: identity.caseNo,
    kind: "notice",
    template: "commitment-promise",
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data,
  };
  return { document, outbox: sealOrder(document) };
}
