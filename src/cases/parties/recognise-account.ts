import type { DistrictPack, Register } from "#district";
import { err, ok, problem, type Instant, type Json, type Problem, type Result } from "#kernel";
import { recogniseAccount as recognition, type StoredRecord } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import { endedStatus } from "../case/ended-status.ts";
import type { CaseStore, CaseTransaction, KnownAsSource } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** What of its surroundings recognising an account needs. */
export type RecognitionWork = { readonly store: CaseStore; readonly pack: DistrictPack };

/** That an account is, or is no more, the account of a register's record (主体认定). */
export type AccountRecognition = {
  readonly account: string;
  readonly register: string;
  /** The record's id in the register; null ends what stands. */
  readonly id: string | null;
  readonly source: KnownAsSource;
  readonly actor: Json;
  readonly reason: string;
  readonly at: Instant;
};

/** Registers whose records an account may be known as: those whose records apply, and those of persons. */
export function registersOfParties(pack: DistrictPack): readonly Register[] {
  const named = [...pack.matters.values()].flatMap(({ applicant }) =>
    applicant === null
      ? []
      : [applicant.register, ...(applicant.person === null ? [] : [applicant.person.register])],
  );
  return [...new Set(named)].flatMap((id) => pack.registers.get(id) ?? []);
}

/**
 * Makes an account known as a record, or ends it; the record's chain tells who said so and why. An issuer moves only
 * what an issuer said; an administrator ends first what stands.
 * Errors: KNOWN_AS_REGISTER_UNFIT, KNOWN_AS_ALREADY, KNOWN_AS_NOTHING, KNOWN_AS_RECORD_UNKNOWN, KNOWN_AS_RECORD_ENDED,
 * those of the store.
 */
export async function recogniseAccount(
  work: RecognitionWork,
  asked: AccountRecognition,
): Promise<Result<null, Problem>> {
  const register = registersOfParties(work.pack).find(({ id }) => id === asked.register);
  if (register === undefined) return err(problem("KNOWN_AS_REGISTER_UNFIT", { register: asked.register }));
  return work.store.transact(systemOf(work), async (transaction) => {
    const standing = await transaction.findKnownAs(asked.account, register.id);
    const words = { register: register.name.zh, registerEn: register.name.en };
    const byIssuer = asked.source === "issuer";
    const ends = standing !== undefined && (!byIssuer || standing.source === "issuer");
    if (asked.id === null && !ends) return err(problem("KNOWN_AS_NOTHING", words));
    const moves = byIssuer && standing?.source === "issuer" && standing.id !== asked.id;
    if (asked.id !== null && standing !== undefined && !moves) return err(problem("KNOWN_AS_ALREADY", words));
    const fresh = asked.id === null ? ok(null) : await nameable(transaction, register, asked.id);
    if (!fresh.ok) return fresh;
    const before =
      standing === undefined ? undefined : await transaction.findRecord(register.id, standing.id);
    const { account, source, actor, reason, at } = asked;
    const changes = [
      ...(before === undefined ? [] : [recognition(before, { account, known: false, at, actor, reason })]),
      ...(fresh.value === null
        ? []
        : [recognition(fresh.value, { account, known: true, at, actor, reason })]),
    ];
    const kept = await keepChanges(transaction, ...changes);
    if (!kept.ok) return kept;
    const known = asked.id === null ? null : { id: asked.id, source, at };
    await transaction.keepKnownAs(account, register.id, known);
    return ok(null);
  });
}

async function nameable(
  transaction: CaseTransaction,
  register: Register,
  id: string,
): Promise<Result<StoredRecord, Problem>> {
  const words = { register: register.name.zh, registerEn: register.name.en };
  const record = await transaction.findRecord(register.id, id);
  if (record === undefined) return err(problem("KNOWN_AS_RECORD_UNKNOWN", words));
  const ended = endedStatus(register, record);
  return ended === null ? ok(record) : err(problem("KNOWN_AS_RECORD_ENDED", { ...words, ...ended }));
}
