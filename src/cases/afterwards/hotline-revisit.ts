import { err, localDateOf, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { changeRecord, createRecord } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { systemOf } from "../running/reach-case.ts";

/** The register of what a hotline found when it called back. */
const REVISITS = "hotline-revisits";

/** What the hotline found when it called back; null where it was not asked or nobody answered. */
export type Revisit = {
  readonly ticket: string;
  readonly responded: boolean | null;
  readonly solved: boolean | null;
  readonly satisfied: boolean | null;
  /** What was said, empty where nothing was. */
  readonly words: string;
};

/**
 * Records what the hotline found, in the case's name; the last call counts. Errors: CASE_UNKNOWN, REPORT_NOT_TAKEN where
 * the district keeps no such register.
 */
export function recordRevisit(
  work: CaseWork,
  caseNo: string,
  { ticket, words, ...found }: Revisit,
): Promise<Result<null, Problem>> {
  return keepOfTicket(work, caseNo, ticket, { ...answersOf(found), words: words === "" ? null : words });
}

/**
 * Records whether the hotline excluded a ticket (剔除): what is excluded leaves the three rates, whatever a call finds.
 * Errors: those of recordRevisit.
 */
export function recordExclusion(
  work: CaseWork,
  caseNo: string,
  { ticket, excluded }: { readonly ticket: string; readonly excluded: boolean },
): Promise<Result<null, Problem>> {
  return keepOfTicket(work, caseNo, ticket, answersOf({ excluded }));
}

function keepOfTicket(
  work: CaseWork,
  caseNo: string,
  ticket: string,
  answers: JsonObject,
): Promise<Result<null, Problem>> {
  return work.store.transact(systemOf(work), async (transaction) => {
    if (!work.pack.registers.has(REVISITS)) return err(problem("REPORT_NOT_TAKEN"));
    const stored = await transaction.findCase(caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
    const { organ, division } = stored.head;
    const at = work.now();
    const actor = { kind: "system", name: "hotline" };
    const data: JsonObject = { caseNo, ticket, division, revisitedOn: localDateOf(at), ...answers };
    const id = work.recordId(REVISITS, caseNo);
    const before = await transaction.findRecord(REVISITS, id);
    const change =
      before === undefined
        ? createRecord({
            register: REVISITS,
            id,
            organ,
            division,
            holder: holderOf(stored.head),
            status: "recorded",
            data,
            at,
            actor,
            origin: { caseNo },
          })
        : changeRecord(before, { at, actor, reason: `case:${caseNo}`, set: data });
    const kept = await keepChanges(transaction, change);
    return kept.ok ? ok(null) : kept;
  });
}

const answersOf = (found: Readonly<Record<string, boolean | null>>): JsonObject =>
  Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, value === null ? null : value ? "yes" : "no"]),
  );
