import { canRecordTraining, type Principal, type TrainedClerk, type TrainingOrgans } from "#access";
import type { DistrictPack, Register } from "#district";
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
import { changeRecord, createRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { actorOf } from "../running/act-on-case.ts";
import { systemOf } from "../running/reach-case.ts";

/** The register of what window clerks are trained for. */
const SKILLS = "clerk-skills";

/** Numbers that the page gives; those that were imported are passed over. */
const SEQUENCE = "training";
const WITHDRAWN = "withdrawn";

/** A training as it is recorded: whose, for what, when, and how it ended. */
export type Training = {
  readonly account: string;
  /** The matter that it is for; null where it is all-round (全科). */
  readonly matter: string | null;
  readonly course: string;
  readonly trainedOn: LocalDate;
  /** The last day that it counts; null where it has no end. */
  readonly validTo: LocalDate | null;
  readonly result: "passed" | "failed";
};

/** Who looks after training in a district: the organ that keeps the register, and those that have a station. */
export function trainingOrgans({ registers, halls }: DistrictPack): TrainingOrgans {
  const stations = [...halls.values()].filter(({ kind }) => kind === "station");
  return { keeper: registers.get(SKILLS)?.owner ?? "", stations: stations.map(({ organ }) => organ) };
}

/** Matters that a specialist may be trained for: those that stations route. */
export function isTrainedFor(pack: DistrictPack, matter: string): boolean {
  const window = pack.matters.get(matter)?.window;
  return window !== undefined && window.allowed && window.routed && window.integrated;
}

/**
 * Records the training of a window clerk; what was passed routes at stations from then on. Errors: RECORD_UNKNOWN,
 * TRAINING_CLERK_UNKNOWN, TRAINING_MATTER_UNFIT, TRAINING_DAY_WRONG, TRAINING_UNTIL_WRONG, TRAINING_ALREADY, those of
 * canRecordTraining and the store.
 */
export async function recordTraining(
  work: CaseWork,
  principal: Principal,
  training: Training,
): Promise<Result<{ readonly id: string }, Problem>> {
  const register = work.pack.registers.get(SKILLS);
  if (register === undefined) return err(problem("RECORD_UNKNOWN", { register: SKILLS, id: "" }));
  return work.store.transact(systemOf(work), async (transaction) => {
    const clerk = await findClerk(work, transaction, training.account);
    const may = canRecordTraining(principal, trainingOrgans(work.pack), clerk);
    if (!may.allowed) return err(may.problem);
    const wrong = clerk.organs.length === 0 ? problem("TRAINING_CLERK_UNKNOWN") : faultOf(work, training);
    if (wrong !== undefined) return err(wrong);
    const before = await transaction.findTrainings(training.account);
    const same = before.find(
      ({ status, data }) =>
        status !== WITHDRAWN &&
        (data["matter"] || null) === training.matter &&
        data["trainedOn"] === training.trainedOn,
    );
    if (same !== undefined) return err(problem("TRAINING_ALREADY", { id: same.id }));
    const id = await freshId(transaction, register, training);
    const change = createRecord({
      register: register.id,
      id,
      organ: register.owner,
      division: work.pack.code,
      holder: null,
      status: training.result === "passed" ? "valid" : "failed",
      data: {
        ...dataOf(training),
        skill: id,
        certifiedBy: may.as?.organ ?? register.owner,
        recordedBy: principal.account.name,
      },
      at: work.now(),
      actor: actorOf(principal, may.as) as unknown as Json,
      origin: { page: "training" },
    });
    const beside = { documents: [], outbox: [], personal: [], files: [] };
    const kept = await transaction.commit({ changes: [change], ...beside });
    return kept.ok ? ok({ id }) : kept;
  });
}

/**
 * Withdraws a training that was recorded by mistake; it stays in the register with the reason and routes nothing any
 * more. Errors: TRAINING_UNKNOWN, TRAINING_WITHDRAWN, those of canRecordTraining and the store.
 */
export async function withdrawTraining(
  work: CaseWork,
  principal: Principal,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<{ readonly id: string }, Problem>> {
  return work.store.transact(systemOf(work), async (transaction) => {
    const record = await transaction.findRecord(SKILLS, id);
    const account = String(record?.data["account"] ?? "");
    const clerk = await findClerk(work, transaction, account);
    // Whoever looks after no training at all learns nothing of which there are.
    const may = canRecordTraining(principal, trainingOrgans(work.pack), clerk);
    if (!may.allowed) return err(may.problem);
    if (record === undefined) return err(problem("TRAINING_UNKNOWN", { id }));
    if (record.status === WITHDRAWN) return err(problem("TRAINING_WITHDRAWN", { id }));
    const change = changeRecord(record, {
      at: work.now(),
      actor: actorOf(principal, may.as) as unknown as Json,
      status: WITHDRAWN,
      reason,
    });
    const beside = { documents: [], outbox: [], personal: [], files: [] };
    const kept = await transaction.commit({ changes: [change], ...beside });
    return kept.ok ? ok({ id }) : kept;
  });
}

/** An account with the organs whose window clerk it is; none where it is nobody's. */
async function findClerk(
  work: CaseWork,
  transaction: CaseTransaction,
  account: string,
): Promise<TrainedClerk> {
  const found = account === "" ? undefined : await transaction.findPrincipal(account, work.now());
  const posts = found?.account.disabledAt === null ? found.posts : [];
  return { account, organs: posts.filter(({ role }) => role === "clerk").map(({ organ }) => organ) };
}

function faultOf({ pack, now }: CaseWork, training: Training): Problem | undefined {
  const { matter, trainedOn, validTo, result } = training;
  const today = localDateOf(now());
  if (matter !== null && !isTrainedFor(pack, matter)) return problem("TRAINING_MATTER_UNFIT");
  if (trainedOn > today) return problem("TRAINING_DAY_WRONG", { day: trainedOn });
  if (result === "passed" && validTo !== null && (validTo <= trainedOn || validTo < today))
    return problem("TRAINING_UNTIL_WRONG", { until: validTo });
  return undefined;
}

function dataOf({ account, matter, course, trainedOn, validTo, result }: Training): JsonObject {
  return {
    account,
    kind: matter === null ? "allRound" : "matter",
    ...(matter === null ? {} : { matter }),
    course: course.trim(),
    trainedOn,
    // What was failed counts for nothing, so that it has no last day either.
    ...(validTo === null || result === "failed" ? {} : { validTo }),
    result,
  };
}

async function freshId(
  transaction: CaseTransaction,
  register: Register,
  { matter, trainedOn }: Training,
): Promise<string> {
  const prefix = `${matter === null ? "QK" : "ZX"}-${trainedOn.slice(0, 4)}`;
  let id: string;
  do {
    const sequence = await transaction.nextNumber(SEQUENCE);
    id = `${prefix}-${String(sequence).padStart(4, "0")}`;
  } while ((await transaction.findRecord(register.id, id)) !== undefined);
  return id;
}
