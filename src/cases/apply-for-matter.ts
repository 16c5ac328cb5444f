import { canOpenCase, storeContextOf, type Principal } from "#access";
import { isInForce, materialsFor, type Matter } from "#district";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { openCase } from "./case-opening.ts";
import { checkApplicant, type Party } from "./check-applicant.ts";
import type { CaseWork } from "./case-work.ts";
import { checkFiles, materialUses, type MaterialFiles } from "./materials.ts";
import { issueReceipt } from "./document-job.ts";
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
 * MATERIAL_UNKNOWN, FILE_UNKNOWN, IDEMPOTENCY_KEY_REUSED, those of checkApplicant, the policies and the store.
 */
export async function applyForMatter(
  work: CaseWork,
  principal: Principal,
  application: Application,
): Promise<Result<Receipt, Problem>> {
  const at = work.now();
  const context = storeContextOf(principal, work.pack.code);
  // Looked up before the transaction: the embedded database has one connection. Its answer counts only in there.
  const party = await checkApplicant(work, principal, application);
  return work.store.transact(context, async (transaction) => {
    const { idempotencyKey, ...asked } = application;
    const before = await transaction.rememberRequest(idempotencyKey, principal.account.id, asked);
    if (!before.ok) return before;
    // Asked first: a receipt once given is given again, even where the matter takes nothing new any more.
    if (before.value !== null) return ok(before.value as unknown as Receipt);
    const admitted = admit(work, principal, application, at);
    if (!admitted.ok) return admitted;
    const matter = admitted.value;
    if (!party.ok) return party;
    const files = await checkFiles(transaction, matter, application.materials, principal.account.id);
    if (!files.ok) return files;
    const applied = { ...application, party: party.value, at };
    const receipt = await open(work, transaction, principal, matter, applied);
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
  if (!isInForce(matter, localDateOf(at)))
    return err(problem("MATTER_NOT_IN_FORCE", { matter: matter.name.zh }));
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
  application: Application & { readonly party: Party; readonly at: Instant },
): Promise<Result<Receipt, Problem>> {
  const { id, kind } = principal.account;
  const { party, at } = application;
  const opened = await openCase(work, transaction, matter, {
    applicant: { account: id, kind, ...party },
    form: application.values,
    at,
  });
  if (!opened.ok) return opened;
  const { identity, plan, variables, personal } = opened.value;
  const { caseNo } = identity;
  const ran = await runEvent(work, transaction, {
    matter,
    plan,
    identity,
    before: null,
    event: { kind: "start", at, actor: { kind: "person", account: id }, variables },
    personal: application.values,
  });
  if (!ran.ok) return ran;
  const { materials } = application;
  const receipt = issueReceipt(work, matter, identity, {
    materials,
    agent: party.agent,
    at,
    form: variables["form"],
  });
  const kept = await transaction.commit({
    ...ran.value,
    documents: [receipt.document, ...ran.value.documents],
    outbox: [receipt.outbox, ...ran.value.outbox],
    personal,
    files: materialUses(caseNo, application.materials, at),
  });
  if (!kept.ok) return kept;
  const entry = kept.value.find((each) => each.subject === caseNo);
  return ok({ caseNo, receivedAt: at, entryHash: entry?.hash ?? "", document: receipt.document.id });
}
