import { findMaterial, type Matter } from "#district";
import {
  err,
  hashOf,
  isJsonObject,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { CaseIdentity } from "../case/case-head.ts";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { commonData, sealOrder } from "../printing/document-job.ts";
import type { MaterialAnswers } from "./material-answers.ts";
import type { Deferral } from "../case/owed-in.ts";
import type { NewDocument, OutboxItem } from "../case/ports.ts";

/**
 * The promise as the case keeps it, null where nothing is promised. `names` are those that may sign: the applicant's,
 * and that of the account. Errors: DEFERRAL_UNSIGNED, DEFERRAL_DAY_UNKNOWN.
 */
export function promiseOf(
  work: CaseWork,
  matter: Matter,
  { deferral }: Pick<MaterialAnswers, "deferral">,
  { names, at }: { readonly names: readonly string[]; readonly at: Instant },
): Result<Deferral | null, Problem> {
  if (deferral === undefined || deferral.materials.length === 0) return ok(null);
  const signedBy = deferral.signedBy.trim();
  if (!names.includes(signedBy)) return err(problem("DEFERRAL_UNSIGNED"));
  const settings: JsonObject = { ...work.pack.settings, ...matter.settings };
  const by = work.dueOn(at, String(settings["deferralLimit"]));
  if (by === undefined) return err(problem("DEFERRAL_DAY_UNKNOWN"));
  const materials = deferral.materials.map((material) => ({
    material,
    name: findMaterial(matter, material)?.name.zh ?? material,
  }));
  return ok({ materials, by, signedBy, signedAt: at, text: hashOf(settings["deferralText"] ?? null) });
}

/** The promise on paper (容缺受理承诺书), issued together with the receipt. */
export function promiseDocument(
  work: CaseWork,
  matter: Matter,
  identity: CaseIdentity,
  deferral: Deferral,
  form: Json | undefined,
): { readonly document: NewDocument; readonly outbox: OutboxItem } {
  const title = "容缺受理承诺书";
  const id = work.newId();
  const number = `${identity.caseNo}-容缺`;
  const { signedAt: at } = deferral;
  const texts: JsonObject = { ...work.pack.settings, ...matter.settings };
  const text = texts["deferralText"];
  const document: NewDocument = {
    id,
    number,
    subject: identity.caseNo,
    kind: "notice",
    template: "deferral-promise",
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data: {
      ...commonData(work, matter, identity, { verify: id, number, title, sealText: "收件专用章", at, form }),
      applicant: identity.applicantName,
      materials: deferral.materials.map(({ name }) => name),
      by: deferral.by,
      text: isJsonObject(text) ? (text["zh"] ?? null) : null,
      textHash: deferral.text,
      signedBy: deferral.signedBy,
      signedAt: at,
    },
  };
  return { document, outbox: sealOrder(document) };
}
