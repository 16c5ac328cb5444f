import { canKeepSeals, type Principal } from "#access";
import type { Register, RegisterStatus } from "#district";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Json,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord, type StoredRecord } from "#registers";
import { actorOf } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { systemOf } from "../running/reach-case.ts";

/** From which state a seal may go to which (GM/T 0031 的印章生命周期：申请、制作、启用、停用、挂失、注销、过期). */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  applied: ["made", "cancelled"],
  made: ["inUse", "cancelled"],
  inUse: ["stopped", "lost", "cancelled"],
  stopped: ["inUse", "cancelled"],
  lost: ["inUse", "cancelled"],
  expired: ["inUse", "cancelled"],
};

/** The state of a seal that is proposed, and of one that another person has approved. */
export const PROPOSED = "applied";
const APPROVED = "made";

/** Under what a seal's record keeps the account that proposed it. */
export const PROPOSED_BY = "proposedBy";

/** What is done to a seal, and why; `validTo` where it is put in use for another time. */
type SealMove = {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly validTo: LocalDate | null;
};

/** The register of seals that the district names in its settings. */
export function sealRegister({ pack }: Pick<CaseWork, "pack">): Register | undefined {
  return pack.registers.get(String(pack.settings["sealRegister"] ?? ""));
}

/** States that somebody may bring a seal to now. */
export function sealMovesOf(
  work: Pick<CaseWork, "pack">,
  principal: Principal,
  record: StoredRecord,
): readonly RegisterStatus[] {
  const register = sealRegister(work);
  if (register?.id !== record.register || !canKeepSeals(principal, register).allowed) return [];
  const next = (MOVES[record.status] ?? []).filter(
    (state) => state !== APPROVED || record.data[PROPOSED_BY] !== principal.account.id,
  );
  return register.statuses.filter(({ id }) => next.includes(id));
}

/**
 * A seal is put in use, stopped, reported lost or cancelled, with a reason in its chain. Errors: RECORD_UNKNOWN,
 * SEAL_SAME_PERSON, SEAL_MOVE_NOT_POSSIBLE, SEAL_EXPIRES_BEFORE, those of canKeepSeals and the store.
 */
export async function changeSeal(
  work: CaseWork,
  principal: Principal,
  { id, state, reason, validTo }: SealMove,
): Promise<Result<{ readonly status: string }, Problem>> {
  const register = sealRegister(work);
  if (register === undefined) return err(problem("RECORD_UNKNOWN", { register: "seal", id }));
  const may = canKeepSeals(principal, register);
  if (!may.allowed) return err(may.problem);
  return work.store.transact(systemOf(work), async (transaction) => {
    const record = await transaction.findRecord(register.id, id);
    if (record === undefined) return err(problem("RECORD_UNKNOWN", { register: register.name.zh, id }));
    if (state === APPROVED && record.status === PROPOSED && record.data[PROPOSED_BY] === principal.account.id)
      return err(problem("SEAL_SAME_PERSON"));
    if (!sealMovesOf(work, principal, record).some((each) => each.id === state)) {
      const nameOf = (status: string) => register.statuses.find((each) => each.id === status)?.name;
      const [from, to] = [nameOf(record.status), nameOf(state)];
      const words = {
        from: from?.zh ?? "",
        fromEn: from?.en ?? "",
        to: to?.zh ?? state,
        toEn: to?.en ?? state,
      };
      return err(problem("SEAL_MOVE_NOT_POSSIBLE", words));
    }
    const set: JsonObject = validTo === null ? {} : { validTo };
    const until = String({ ...record.data, ...set }["validTo"] ?? "");
    if (state === "inUse" && until < localDateOf(work.now()))
      return err(problem("SEAL_EXPIRES_BEFORE", { until }));
    const change = changeRecord(record, {
      at: work.now(),
      actor: actorOf(principal, may.as) as unknown as Json,
      status: state,
      ...(validTo === null ? {} : { set }),
      reason,
    });
    const beside = { documents: [], outbox: [], personal: [], files: [] };
    const kept = await transaction.commit({ changes: [change], ...beside });
    return kept.ok ? ok({ status: state }) : kept;
  });
}
