import { canHandOver, type Principal } from "#access";
import type { Hall } from "#district";
import { openTasks } from "#engine";
import { err, localDateOf, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { actOnCase, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { refusedAt } from "../parties/check-applicant.ts";
import { checkShownCard } from "../parties/shown-card.ts";
import { completion } from "./complete-task.ts";
import { systemOf } from "../running/reach-case.ts";
import type { StoredCase } from "../case/ports.ts";
import { numberOf } from "../parties/window-party.ts";

/** The form of the tasks by which results leave the house, whichever matter they are of. */
export const DELIVERY_FORM = "delivery";

/** A result handed over at the delivery counter (统一出件). */
export type HandOver = CaseAct & {
  readonly task: string;
  readonly hall: string;
  readonly way: "collected" | "posted" | "online";
  readonly receiver: { readonly name: string; readonly idNo: string | null };
  /** The clerk has seen the letter of authority of whoever collects for another. */
  readonly letterSeen: boolean;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly note: string | null;
};

/**
 * Hands a result over and says to whom, and so closes its task of delivery (行政许可法第四十四条). Whoever collects shows
 * an identity card: it is of the applicant, of who represents it by law, or of an agent whose letter was seen. Errors:
 * HALL_UNKNOWN, HANDOVER_NOT_READY, those of canHandOver, of the number, WINDOW_NAME_DIFFERS, HANDOVER_LETTER_UNSEEN,
 * and those of completeTask.
 */
export async function handOver(
  work: CaseWork,
  principal: Principal,
  act: HandOver,
): Promise<Result<CaseDone, Problem>> {
  const hall = work.pack.halls.get(act.hall);
  if (hall === undefined) return err(problem("HALL_UNKNOWN", { hall: act.hall }));
  // Looked up before the transaction: the embedded database has one connection. What it says is used only in there.
  const [found] = await work.store.findCases(systemOf(work), [act.caseNo]);
  const receiver = found === undefined ? ok(false) : await checkReceiver(work, found, act);
  const { caseNo, version, idempotencyKey, ...told } = act;
  const asked = { caseNo, version, idempotencyKey, ...(told as unknown as JsonObject) };
  const values = valuesOf(work, act, receiver.ok && receiver.value);
  const delivery = completion(work, principal, { caseNo, version, task: act.task, values });
  return actOnCase(
    work,
    principal,
    asked,
    {
      may: ({ stored, matter }) => {
        const task = openTasks(stored.state).find(({ id }) => id === act.task);
        if (task?.formId !== DELIVERY_FORM) return err(problem("HANDOVER_NOT_READY", { caseNo }));
        const { integrated } = matter.window;
        const decision = canHandOver(principal, stored.head, integrated ? hall.organ : null);
        if (!decision.allowed) return err(decision.problem);
        if (!receiver.ok) return receiver;
        const { as } = decision;
        return ok({ task, decision: { allowed: true as const, as, relaxed: false } });
      },
      prepare: async (acting, leave) => {
        await acting.transaction.keepHandedOut(
          rowOf(act, hall, principal, work, receiver.ok && receiver.value),
        );
        return delivery.prepare(acting, leave);
      },
    },
    systemOf(work),
  );
}

/** Whether an agent collects. What is posted or left to be taken online is shown no card. */
async function checkReceiver(
  work: CaseWork,
  found: StoredCase,
  { way, receiver, letterSeen }: HandOver,
): Promise<Result<boolean, Problem>> {
  if (way !== "collected") return ok(false);
  return checkShownCard(
    work,
    found,
    { name: receiver.name, idNo: receiver.idNo ?? "", letterSeen },
    { where: "receiver/idNo", unseen: refusedAt("letterSeen", problem("HANDOVER_LETTER_UNSEEN")) },
  );
}

function valuesOf(work: CaseWork, act: HandOver, byAgent: boolean): JsonObject {
  const { way, receiver, carrier, tracking, note } = act;
  return {
    deliveryMeans: way,
    deliveredTo: receiver.name.trim(),
    deliveredOn: localDateOf(work.now()),
    ...(way === "collected"
      ? { receiverIdNo: numberOf(receiver.idNo ?? ""), collectedByAgent: byAgent }
      : {}),
    ...(way === "posted" ? { carrier: carrier ?? "", trackingNo: tracking ?? "" } : {}),
    ...(note === null || note.trim() === "" ? {} : { deliveryNote: note.trim() }),
  };
}

function rowOf(act: HandOver, hall: Hall, principal: Principal, work: CaseWork, byAgent: boolean) {
  const isPosted = act.way === "posted";
  return {
    caseNo: act.caseNo,
    task: act.task,
    hall: hall.id,
    organ: hall.organ,
    account: principal.account.id,
    way: act.way,
    byAgent,
    carrier: isPosted ? act.carrier : null,
    tracking: isPosted ? act.tracking : null,
    at: work.now(),
  };
}
