import { canProposeSeal, type Principal } from "#access";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Json,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { createRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { actorOf } from "../running/act-on-case.ts";
import { systemOf } from "../running/reach-case.ts";
import { PROPOSED, PROPOSED_BY, sealRegister } from "./change-seal.ts";

/** A seal as it is proposed for the register (印章备案). */
export type SealProposal = {
  readonly organ: string;
  readonly name: string;
  /** The words of a special seal (专用章); null for the organ's own. */
  readonly sealText: string | null;
  readonly custodian: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  /** What the certificate that stands for it says of itself; null where the signing service chooses one by the organ. */
  readonly certificate: {
    readonly fingerprint: string;
    readonly validFrom: Instant;
    readonly validTo: Instant;
  } | null;
  /** SHA-256 of the image of its impression. */
  readonly impression: string | null;
};

/** Numbers of seals are given by this sequence; what the pack numbered itself is passed over. */
const SEQUENCE = "seal";

/**
 * Proposes a seal: its record begins in the state of a proposal, and no document is sealed with it before another
 * person has approved it and it is put in use (国务院关于在线政务服务的若干规定第九条). Errors: RECORD_UNKNOWN, SEAL_ORGAN_UNKNOWN,
 * SEAL_DAYS_WRONG, SEAL_CERTIFICATE_SHORTER, SEAL_PROPOSED_ALREADY, those of canProposeSeal and the store.
 */
export async function proposeSeal(
  work: CaseWork,
  principal: Principal,
  proposal: SealProposal,
): Promise<Result<{ readonly id: string }, Problem>> {
  const register = sealRegister(work);
  if (register === undefined) return err(problem("RECORD_UNKNOWN", { register: "seal", id: "" }));
  const may = canProposeSeal(principal, register, proposal.organ);
  if (!may.allowed) return err(may.problem);
  const { organ, sealText, impression, certificate, name, custodian, validFrom, validTo } = proposal;
  const named = work.pack.organs.get(organ);
  if (named === undefined) return err(problem("SEAL_ORGAN_UNKNOWN", { organ }));
  const at = work.now();
  const days = checkDays(proposal, localDateOf(at));
  if (days !== undefined) return err(days);
  return work.store.transact(systemOf(work), async (transaction) => {
    const before = await transaction.findSeals({ register: register.id, organ, status: PROPOSED });
    const same = before.find(({ data }) => (data["sealText"] ?? "") === (sealText ?? ""));
    if (same !== undefined)
      return err(
        problem("SEAL_PROPOSED_ALREADY", { organ: named.name.zh, organEn: named.name.en, id: same.id }),
      );
    let id: string;
    do {
      const sequence = await transaction.nextNumber(SEQUENCE);
      id = `${work.pack.code}${String(sequence).padStart(7, "0")}`;
    } while ((await transaction.findRecord(register.id, id)) !== undefined);
    const change = createRecord({
      register: register.id,
      id,
      organ: register.owner,
      division: work.pack.code,
      holder: null,
      status: PROPOSED,
      data: {
        sealId: id,
        sealOrgan: organ,
        name,
        ...(sealText === null ? {} : { sealText }),
        custodian,
        validFrom,
        validTo,
        ...(certificate === null ? {} : { fingerprint: certificate.fingerprint }),
        ...(impression === null ? {} : { impression }),
        [PROPOSED_BY]: principal.account.id,
      },
      at,
      actor: actorOf(principal, may.as) as unknown as Json,
      origin: { proposal: true },
    });
    const beside = { documents: [], outbox: [], personal: [], files: [] };
    const kept = await transaction.commit({ changes: [change], ...beside });
    return kept.ok ? ok({ id }) : kept;
  });
}

function checkDays({ validFrom, validTo, certificate }: SealProposal, today: LocalDate): Problem | undefined {
  if (validTo < validFrom || validTo < today)
    return problem("SEAL_DAYS_WRONG", { from: validFrom, to: validTo });
  if (certificate === null) return undefined;
  const [from, to] = [localDateOf(certificate.validFrom), localDateOf(certificate.validTo)];
  return validFrom < from || validTo > to ? problem("SEAL_CERTIFICATE_SHORTER", { from, to }) : undefined;
}
