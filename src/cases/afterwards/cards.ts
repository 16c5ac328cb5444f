import { accountOrPost, canAnswerCard, canCancelCard, storeContextOf, type Principal } from "#access";
import { workingDaysBetween } from "#calendar";
import type { CardRule, DistrictPack } from "#district";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord, createRecord } from "#registers";
import { evaluateFeel } from "#rules";
import { keepChanges } from "../case/keep-changes.ts";
import { actorOf } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { EXCHANGE } from "../case/exchange-orders.ts";
import { systemOf } from "../running/reach-case.ts";
import { rolesWith } from "../case/roles-with.ts";

/** The register of yellow and red cards. */
export const CARD_REGISTER = "card";

/** An open task as the rules of cards see it. */
export type WatchedTask = {
  readonly caseNo: string;
  readonly task: string;
  readonly element: string;
  readonly name: string;
  readonly matter: string;
  readonly matterName: string;
  readonly title: string;
  /** The organ whose task it is. */
  readonly organ: string;
  readonly division: string;
  readonly roles: readonly string[];
  readonly assignee: string | null;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
};

/** A card that a rule shows, with the id under which it is shown once. */
export type DueCard = { readonly id: string; readonly rule: CardRule };

/** What the rules say of a task at a moment. A day outside the calendar's years shows no card: no day is guessed. */
export function cardsFor(pack: DistrictPack, task: WatchedTask, at: Instant): readonly DueCard[] {
  const today = localDateOf(at);
  const remaining = workingDaysBetween(pack.calendar, today, localDateOf(task.dueAt));
  const openFor = workingDaysBetween(pack.calendar, localDateOf(task.openedAt), today);
  if (!remaining.ok || !openFor.ok) return [];
  const facts: JsonObject = {
    late: at > task.dueAt,
    remaining: remaining.value,
    openFor: openFor.value,
    taken: task.assignee !== null,
    matter: task.matter,
    organ: task.organ,
    element: task.element,
  };
  return pack.supervision.cards
    .filter(({ when }) => {
      const answer = evaluateFeel(when.replace(/^=/, ""), facts, { now: at });
      return answer.ok && answer.value.value === true;
    })
    .map((rule) => ({ id: `${task.caseNo}-${task.task}-${rule.id}`, rule }));
}

/** Shows a card and tells holder and head, in one transaction; answers false where it was shown before. */
export async function showCard(
  work: CaseWork,
  task: WatchedTask,
  { id, rule }: DueCard,
): Promise<Result<boolean, Problem>> {
  const at = work.now();
  const shown = await work.store.transact(systemOf(work), async (transaction) => {
    if ((await transaction.findRecord(CARD_REGISTER, id)) !== undefined) return ok(false);
    const { caseNo, organ, division, matter, name } = task;
    const card = createRecord({
      register: CARD_REGISTER,
      id,
      organ,
      division,
      holder: null,
      status: "issued",
      data: {
        no: id,
        kind: rule.kind,
        rule: rule.name.zh,
        caseNo,
        matter,
        taskName: name,
        role: task.roles.map((role) => work.pack.roles.get(role)?.name.zh ?? role).join("、"),
        dueOn: localDateOf(task.dueAt),
        issuedOn: localDateOf(at),
        division,
      },
      at,
      actor: { kind: "system", name: "supervision" },
      origin: { caseNo },
    });
    const kept = await transaction.commit({
      changes: [card],
      documents: [],
      outbox: [{ id: `card/${id}`, kind: EXCHANGE.notice, payload: noticeOf(work, task, rule, at) }],
      personal: [],
      files: [],
    });
    return kept.ok ? ok(true) : kept;
  });
  // Another server was first.
  return !shown.ok && shown.error.code === "STALE_VERSION" ? ok(false) : shown;
}

function noticeOf(
  { pack }: CaseWork,
  { organ, assignee, roles, division, caseNo, title, matterName, name, dueAt }: WatchedTask,
  rule: CardRule,
  at: Instant,
): JsonObject {
  const holder = assignee === null ? undefined : accountOrPost(assignee);
  const account = holder !== undefined && "account" in holder ? holder.account : undefined;
  const told = account === undefined ? roles.filter((role) => role !== "applicant") : [];
  return {
    to: {
      accounts: account === undefined ? [] : [account],
      organ,
      roles: [...new Set([...told, ...rolesWith(pack, "assign")])],
      place: division,
    },
    at,
    content: {
      about: "card",
      card: rule.kind,
      rule: rule.name.zh,
      name,
      due: dueAt,
      caseNo,
      title,
      matterName,
    },
  };
}

/** The organ explains. Errors: CARD_UNKNOWN, CARD_NOT_YOURS, CARD_ENDED, STALE_VERSION. */
export const answerCard = (work: CaseWork, principal: Principal, id: string, answer: string) =>
  changeCard(work, principal, id, canAnswerCard, (on) => ({
    status: "answered",
    set: { answer, answeredOn: on },
  }));

/** A supervisor cancels. Errors: as answerCard. */
export const cancelCard = (work: CaseWork, principal: Principal, id: string, reason: string) =>
  changeCard(work, principal, id, canCancelCard, (on) => ({
    status: "cancelled",
    set: { cancelReason: reason, cancelledOn: on },
  }));

function changeCard(
  work: CaseWork,
  principal: Principal,
  id: string,
  may: typeof canAnswerCard,
  change: (on: string) => { readonly status: string; readonly set: JsonObject },
): Promise<Result<null, Problem>> {
  return work.store.transact(storeContextOf(principal, work.pack.code), async (transaction) => {
    const card = await transaction.findRecord(CARD_REGISTER, id);
    if (card === undefined) return err(problem("CARD_UNKNOWN"));
    const allowed = may(principal, card);
    if (!allowed.allowed) return err(allowed.problem);
    if (card.status === "cancelled") return err(problem("CARD_ENDED"));
    const at = work.now();
    const { status, set } = change(localDateOf(at));
    const changed = changeRecord(card, {
      at,
      actor: actorOf(principal, null) as unknown as Json,
      reason: status,
      status,
      set,
    });
    const kept = await keepChanges(transaction, changed);
    return kept.ok ? ok(null) : kept;
  });
}
