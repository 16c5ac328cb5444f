import {
  err,
  isJsonObject,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Problem,
  type Result,
} from "#kernel";
import { createRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** The day on which a closed case's personal data is to be erased; null while it is open, or where nothing says when. */
export function erasableFrom(
  { pack }: Pick<CaseWork, "pack">,
  { matter, closedAt }: { readonly matter: string; readonly closedAt: Instant | null },
): string | null {
  const retention = pack.matters.get(matter)?.retention ?? null;
  if (closedAt === null || retention === null || pack.personalData.erasures === null) return null;
  return Temporal.PlainDate.from(localDateOf(closedAt)).add(retention.keep).add({ days: 1 }).toString();
}

/**
 * Erases the personal data of a case whose time is over; the ledger keeps the salted digests, so that no chain
 * breaks, and a record of its own tells that it was done and by what rule. Errors: CASE_UNKNOWN, ERASURE_NOT_DUE.
 */
export function eraseCasePersonal(work: CaseWork, caseNo: string): Promise<Result<null, Problem>> {
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    const stored = await transaction.findCase(caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
    const from = erasableFrom(work, stored.head);
    const { erasures: register } = work.pack.personalData;
    const retention = work.pack.matters.get(stored.head.matter)?.retention ?? null;
    if (from === null || register === null || retention === null || from > localDateOf(at))
      return err(problem("ERASURE_NOT_DUE", { caseNo }));
    const digests = await transaction.erasePersonal(caseNo);
    if (digests.length === 0) return ok(null);
    const { organ, division, applicant, inNameOf, matter } = stored.head;
    const data = {
      caseNo,
      matter,
      keep: retention.keep,
      basis: retention.basis.zh,
      erasedOn: localDateOf(at),
      digests,
    };
    const known = await transaction.findRecord(register, caseNo);
    const record = createRecord({
      register,
      id: caseNo,
      organ,
      division,
      holder: inNameOf ?? applicant,
      status: "erased",
      data,
      at,
      actor: { kind: "system", name: "retention" },
      origin: { caseNo },
    });
    const changes = known === undefined ? [record] : [];
    const kept = await transaction.commit({
      changes,
      documents: [],
      outbox: [],
      personal: [],
      files: [],
      at,
    });
    return kept.ok ? ok(null) : kept;
  });
}

/** Whether a case had personal data that stands beside the ledger no more. */
export function isErased({ state }: StoredCase, keys: readonly string[]): boolean {
  const { personal } = state.variables;
  return isJsonObject(personal) && typeof personal["form"] === "string" && !keys.includes("form");
}
