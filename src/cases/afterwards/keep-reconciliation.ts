import { ok, type LocalDate, type Problem, type Result } from "#kernel";
import { changeRecord, createRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { systemOf } from "../running/reach-case.ts";

/** The register that tells how days compared with the libraries outside (对账). */
const RECONCILIATION_REGISTER = "reconciliation";

/** What a day's comparison with a library came to, in numbers of reports. */
export type Reconciliation = {
  readonly library: string;
  readonly day: LocalDate;
  /** A status of the register: matched, resent or open. */
  readonly status: string;
  readonly counts: {
    readonly expected: number;
    readonly matched: number;
    readonly missing: number;
    readonly unknown: number;
    readonly differing: number;
    readonly resent: number;
  };
};

/**
 * Keeps a day's comparison as a record, which is changed where the day is compared again; a comparison that found the
 * same leaves it as it is. A district without the register keeps none. Errors: STALE_VERSION, where two write at once.
 */
export function keepReconciliation(
  work: CaseWork,
  { library, day, status, counts }: Reconciliation,
): Promise<Result<null, Problem>> {
  const register = work.pack.registers.get(RECONCILIATION_REGISTER);
  const owner = work.pack.organs.get(register?.owner ?? "");
  if (owner === undefined) return Promise.resolve(ok(null));
  const at = work.now();
  const id = `${library}-${day}`;
  const actor = { kind: "system", name: "reconciliation" };
  return work.store.transact(systemOf(work), async (transaction) => {
    const known = await transaction.findRecord(RECONCILIATION_REGISTER, id);
    const isSame =
      known?.status === status && Object.entries(counts).every(([name, count]) => known.data[name] === count);
    if (isSame) return ok(null);
    const change =
      known === undefined
        ? createRecord({
            register: RECONCILIATION_REGISTER,
            id,
            organ: owner.id,
            division: owner.division,
            holder: null,
            status,
            data: { id, library, day, division: owner.division, ...counts },
            at,
            actor,
            origin: {},
          })
        : changeRecord(known, { at, actor, reason: "compared", status, set: counts });
    const kept = await transaction.commit({
      changes: [change],
      documents: [],
      outbox: [],
      personal: [],
      files: [],
      at,
    });
    return kept.ok ? ok(null) : kept;
  });
}
