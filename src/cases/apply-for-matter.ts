import { canOpenCase, storeContextOf, type Principal } from "#access";
import { evaluateFeel } from "#rules";
import { limitsOn, materialsFor, type Matter } from "#district";
import {
  err,
  formatCaseNumber,
  localDateOf,
  ok,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { CaseWork } from "./case-work.ts";
import { checkFiles, materialUses, type MaterialFiles } from "./materials.ts";
import { issueReceipt } from "./document-job.ts";
import { partPersonalData, personalRow } from "./personal-data.ts";
import { runEvent } from "./run-event.ts";
import type { CaseTransaction } from "./ports.ts";

/** An application as it comes from the portal. */
export type Application = {
  readonly matter: string;
  readonly values: JsonObject;
  readonly materials: MaterialFiles;
  /** The same key sent twice gives the same receipt. */
  readonly idempotencyKey: string;
};

/** Proof that the application was received and is durable (收件凭证). */
export type Receipt = {
  readonly caseNo: string;
  readonly receivedAt: Instant;
  readonly entryHash: string;
  readonly document: string;
};

/**
 * Opens a case. The receipt is answered only after the transaction is kept.
 * Errors: MATTER_UNKNOWN, MATTER_NOT_IN_FORCE, APPLICANT_NOT_ADMITTED, FORM_INVALID, MATERIAL_MISSING,
 * MATERIAL_UNKNOWN, FILE_UNKNOWN, IDEMPOTENCY_KEY_REUSED, and those of the policies and the store.
 */
export async function applyForMatter(
  work: CaseWork,
  principal: Principal,
  application: Application,
): Promise<Result<Receipt, Problem>> {
  const at = work.now();
  const context = storeContextOf(principal, work.pack.code);
  return work.store.transact(context, async (transaction) => {
    const { idempotencyKey, ...asked } = application;
    const before = await transaction.rememberRequest(idempotencyKey, principal.account.id, asked);
    if (!before.ok) return before;
    // Asked first: a receipt once given is given again, even where the matter takes nothing new any more.
    if (before.value !== null) return ok(before.value as unknown as Receipt);
    const admitted = admit(work, principal, application, at);
    if (!admitted.ok) return admitted;
    const files = await checkFiles(transaction, admitted.value, application.materials, principal.account.id);
    if (!files.ok) return files;
    const receipt = await open(work, transaction, principal, admitted.value, application, at);
    if (receipt.ok) await transaction.keepAnswer(idempotencyKey, principal.account.id, { ...receipt.value });
    return receipt;
  });
}

function admit(
  work: CaseWork,
  principal: Principal,
  application: Application,
  at: Instant,
): Result<Matter, Problem> {
  const matter = work.pack.matters.get(application.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: application.matter }));
  const today = localDateOf(at);
  const inForce =
    matter.status === "inForce" &&
    matter.effectiveFrom <= today &&
    (matter.effectiveTo === null || today <= matter.effectiveTo);
  if (!inForce) return err(problem("MATTER_NOT_IN_FORCE", { matter: matter.name.zh }));
  const allowed = canOpenCase(principal, { organ: matter.organ, applicant: principal.account.id });
  if (!allowed.allowed) return err(allowed.problem);
  if (!matter.audience.some((kind) => kind === principal.account.kind))
    return err(problem("APPLICANT_NOT_ADMITTED", { matter: matter.name.zh }));
  const faults = work.validate(matter.form.schema, application.values);
  if (faults.length > 0) return err(problem("FORM_INVALID", { count: faults.length }, { fields: faults }));
  return checkMaterials(matter, application);
}

function checkMaterials(matter: Matter, application: Application): Result<Matter, Problem> {
  const asked = materialsFor(matter, application.values);
  const unknown = Object.keys(application.materials).find(
    (id) => !matter.materials.some((each) => each.id === id),
  );
  if (unknown !== undefined) return err(problem("MATERIAL_UNKNOWN", { material: unknown }));
  const missing = asked.filter(
    ({ material, required }) => required && (application.materials[material.id] ?? []).length === 0,
  );
  if (missing.length > 0) {
    const names = missing.map(({ material }) => material.name.zh).join("、");
    const fields = missing.map(({ material }) => ({
      pointer: `/materials/${material.id}`,
      message: { zh: `请上传“${material.name.zh}”`, en: `Upload “${material.name.en}”` },
    }));
    return err(problem("MATERIAL_MISSING", { names }, { fields }));
  }
  return ok(matter);
}

async function open(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  matter: Matter,
  application: Application,
  at: Instant,
): Promise<Result<Receipt, Problem>> {
  const today = localDateOf(at);
  const sequence = await transaction.nextNumber(`case:${today}:${matter.itemType}`);
  const numbered = formatCaseNumber({ county: work.pack.code, date: today, type: matter.itemType, sequence });
  if (!numbered.ok) return numbered;
  const caseNo = numbered.value;
  const { open: form, personal } = partPersonalData(matter.form.schema, application.values);
  const variables = startVariables(work, matter, principal, { caseNo, at, form });
  const subject = caseNo;
  const plan = work.planOf(matter);
  const identity = {
    caseNo,
    matter: matter.id,
    matterVersion: matter.version,
    matterName: matter.name.zh,
    plan: plan.plan.hash,
    title: feelText(matter.caseTitle, { ...variables, form: application.values }, at) ?? matter.name.zh,
    organ: matter.organ,
    division: feelText(matter.caseDivision, { ...variables, form: application.values }, at) ?? work.pack.code,
    applicant: principal.account.id,
    applicantName: principal.account.name,
    receivedAt: at,
  };
  const personalRows =
    Object.keys(personal).length === 0 ? [] : [personalRow(subject, "form", personal, work.newSalt())];
  const ran = await runEvent(work, transaction, {
    matter,
    plan,
    identity: { ...identity, division: String(identity.division) },
    before: null,
    event: {
      kind: "start",
      at,
      actor: { kind: "person", account: principal.account.id },
      variables: {
        ...variables,
        ...(personalRows[0] === undefined ? {} : { personal: { form: personalRows[0].digest } }),
      },
    },
    personal: application.values,
  });
  if (!ran.ok) return ran;
  const receipt = issueReceipt(work, matter, identity, application.materials, at);
  const kept = await transaction.commit({
    ...ran.value,
    documents: [receipt.document, ...ran.value.documents],
    outbox: [receipt.outbox, ...ran.value.outbox],
    personal: personalRows,
    files: materialUses(subject, application.materials, at),
  });
  if (!kept.ok) return kept;
  const entry = kept.value.find((each) => each.subject === subject);
  return ok({ caseNo, receivedAt: at, entryHash: entry?.hash ?? "", document: receipt.document.id });
}

function startVariables(
  work: CaseWork,
  matter: Matter,
  principal: Principal,
  opened: { readonly caseNo: string; readonly at: Instant; readonly form: JsonObject },
): JsonObject {
  const limits = limitsOn(matter, localDateOf(opened.at));
  return {
    caseNo: opened.caseNo,
    receivedAt: opened.at,
    matter: { id: matter.id, version: matter.version, name: matter.name.zh },
    limits: {
      statutory: limits?.statutory ?? null,
      promised: limits?.promised ?? null,
      extension: limits?.extension ?? null,
    },
    settings: { ...work.pack.settings, ...matter.settings },
    applicant: { account: principal.account.id, kind: principal.account.kind },
    form: opened.form,
    organ: matter.organ,
  };
}

/** The text a FEEL expression of the pack gives, or nothing where it gives none. */
function feelText(expression: string, context: JsonObject, now: Instant): string | undefined {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now });
  return answer.ok && typeof answer.value.value === "string" ? answer.value.value : undefined;
}
