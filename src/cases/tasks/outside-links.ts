import { canKeepLink, type Principal } from "#access";
import { MOST_DAYS, type OutsideForm } from "#district";
import { openTasks, type OpenTask } from "#engine";
import {
  err,
  localDateOf,
  ok,
  dayAfter,
  problem,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord, createRecord, type StoredRecord } from "#registers";
import { keepChanges } from "../case/keep-changes.ts";
import { placeOfTask } from "../case/asked-organs.ts";
import type { CaseWork } from "../case/case-work.ts";
import {
  judgeLink,
  linkPrincipal,
  OUTSIDE_LINKS,
  outsideLinkOf,
  type OutsideLink,
} from "../case/outside-link.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import { actOnCase, actorOf, type CaseDone } from "../running/act-on-case.ts";
import { systemOf } from "../running/reach-case.ts";
import { completion, mayComplete } from "./complete-task.ts";

/** How often an act by a link is begun anew when another change of the same case or link was first. */
const TRIES = 4;

/** What a task's form shows to a party outside; undefined where it is not given outside. */
export function outsideOf({ pack }: Pick<CaseWork, "pack">, task: OpenTask): OutsideForm | undefined {
  return (task.formId === null ? undefined : pack.forms.get(task.formId)?.outside) ?? undefined;
}

/**
 * Gives an open task to a party without an account: whoever may do the task may give it, and the form says that it may
 * be given. The same key gives the same link. Errors: CASE_UNKNOWN, TASK_UNKNOWN, LINK_NOT_OFFERED, LINK_DAY_WRONG,
 * IDEMPOTENCY_KEY_REUSED, those of mayComplete.
 */
export function giveLink(
  work: CaseWork,
  principal: Principal,
  asked: {
    readonly caseNo: string;
    readonly task: string;
    readonly party: string;
    readonly until: LocalDate;
    readonly key: string;
  },
): Promise<Result<{ readonly id: string }, Problem>> {
  const { caseNo, key, party, until } = asked;
  const at = work.now();
  const account = principal.account.id;
  return work.store.transact(systemOf(work), async (transaction) => {
    const { key: _, ...request } = asked;
    const before = await transaction.rememberRequest(key, account, request as JsonObject);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value as unknown as { readonly id: string });
    const stored = await transaction.findCase(caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
    const plan = await work.planOfCase(stored, transaction);
    if (!plan.ok) return plan;
    const task = openTasks(stored.state).find(({ id }) => id === asked.task);
    if (task === undefined) return err(problem("TASK_UNKNOWN"));
    const decision = mayComplete(work, principal, stored, { plan: plan.value, task });
    if (!decision.allowed) return err(decision.problem);
    if (outsideOf(work, task) === undefined || !work.pack.registers.has(OUTSIDE_LINKS))
      return err(problem("LINK_NOT_OFFERED", { task: task.name }));
    const today = localDateOf(at);
    const last = dayAfter(today, MOST_DAYS);
    if (until < today || until > last) return err(problem("LINK_DAY_WRONG", { last }));
    const id = work.newId();
    const place = placeOfTask(work.pack, stored.head, task);
    const kept = await keepChanges(
      transaction,
      createRecord({
        register: OUTSIDE_LINKS,
        id,
        organ: place.organ,
        division: stored.head.division,
        holder: null,
        status: "open",
        data: {
          link: id,
          caseNo,
          task: task.id,
          element: task.element,
          name: task.name,
          party: party.trim(),
          until,
          division: stored.head.division,
          looks: 0,
        },
        at,
        actor: actorOf(principal, decision.as),
        origin: { caseNo },
      }),
    );
    if (!kept.ok) return kept;
    await transaction.keepAnswer(key, account, { id });
    return ok({ id });
  });
}

/** Takes a link back: it opens nothing from now on. Errors: LINK_UNKNOWN, LINK_USED, LINK_REVOKED. */
export function revokeLink(
  work: CaseWork,
  principal: Principal,
  { caseNo, id }: { readonly caseNo: string; readonly id: string },
): Promise<Result<null, Problem>> {
  return again(() =>
    work.store.transact(systemOf(work), async (transaction) => {
      const record = await transaction.findRecord(OUTSIDE_LINKS, id);
      if (record === undefined) return err(problem("LINK_UNKNOWN"));
      const link = outsideLinkOf(record);
      const may = canKeepLink(principal, link);
      if (!may.allowed || link.caseNo !== caseNo) return err(problem("LINK_UNKNOWN"));
      if (link.status === "answered") return err(problem("LINK_USED"));
      if (link.status === "revoked") return err(problem("LINK_REVOKED"));
      const actor = actorOf(principal, principal.posts.find(({ organ }) => organ === link.organ) ?? null);
      const change = changeRecord(record, { at: work.now(), actor, reason: "revoked", status: "revoked" });
      const kept = await keepChanges(transaction, change);
      return kept.ok ? ok(null) : kept;
    }),
  );
}

/** What a link opens: its case and the task that is asked. */
export type OpenedLink = {
  readonly link: OutsideLink;
  readonly stored: StoredCase;
  readonly task: OpenTask;
  readonly outside: OutsideForm;
};

/**
 * Looks at what a link asks; the look is an entry of the link's own chain before anything is shown. Who has the link has
 * been asked before (its signature). Errors: LINK_WRONG, LINK_REVOKED, LINK_USED, LINK_EXPIRED, LINK_OVER.
 */
export function lookByLink(
  work: CaseWork,
  id: string,
  what: "looked" | "photo" | "upload" = "looked",
): Promise<Result<OpenedLink, Problem>> {
  return again(() =>
    work.store.transact(systemOf(work), async (transaction) => {
      const found = await openedLink(work, transaction, id);
      if (!found.ok || what === "upload") return found;
      const { record, opened } = { record: found.value.record, opened: found.value };
      const change = changeRecord(record, {
        at: work.now(),
        actor: actorOf(linkPrincipal(opened.link), null),
        reason: what,
        ...(what === "looked" ? { set: { looks: opened.link.looks + 1 } } : {}),
      });
      const kept = await keepChanges(transaction, change);
      return kept.ok ? found : kept;
    }),
  );
}

async function openedLink(
  work: CaseWork,
  transaction: CaseTransaction,
  id: string,
): Promise<Result<OpenedLink & { readonly record: StoredRecord }, Problem>> {
  const record = await transaction.findRecord(OUTSIDE_LINKS, id);
  if (record === undefined) return err(problem("LINK_WRONG"));
  const link = outsideLinkOf(record);
  const good = judgeLink(link, localDateOf(work.now()));
  if (!good.ok) return good;
  const stored = await transaction.findCase(link.caseNo);
  const task =
    stored === undefined ? undefined : openTasks(stored.state).find((each) => each.id === link.task);
  const outside = task === undefined ? undefined : outsideOf(work, task);
  if (stored === undefined || task === undefined || outside === undefined)
    return overOf(await transaction.findRecord(OUTSIDE_LINKS, id), localDateOf(work.now()));
  return ok({ record, link, stored, task, outside });
}

/** Why a link opens nothing though its task is gone: used a moment ago by whoever did the task, else done otherwise. */
function overOf(record: StoredRecord | undefined, on: LocalDate): Result<never, Problem> {
  const good = record === undefined ? err(problem("LINK_WRONG")) : judgeLink(outsideLinkOf(record), on);
  return good.ok ? err(problem("LINK_OVER")) : good;
}

/**
 * Answers what a link asks, once: the task is completed and the link is used up in one transaction, so of two answers
 * exactly one is taken. The same key gives the answer of before. Errors: those of lookByLink and of completeTask but for
 * the policies.
 */
export async function answerByLink(
  work: CaseWork,
  id: string,
  answer: { readonly values: JsonObject; readonly key: string },
): Promise<Result<CaseDone, Problem>> {
  return again(async () => {
    const found = await work.store.transact(systemOf(work), async (transaction) => {
      const given = await transaction.findRecord(OUTSIDE_LINKS, id);
      if (given === undefined) return err(problem("LINK_WRONG"));
      const stored = await transaction.findCase(outsideLinkOf(given).caseNo);
      // The link after its case: whoever did the task a moment ago has used it by then.
      const record = await transaction.findRecord(OUTSIDE_LINKS, id);
      return stored === undefined || record === undefined
        ? err(problem("LINK_OVER"))
        : ok({ record, stored });
    });
    if (!found.ok) return found;
    const { record, stored } = found.value;
    const link = outsideLinkOf(record);
    const principal = linkPrincipal(link);
    if (link.status === "answered" && record.data["answerKey"] === answer.key)
      return ok({ caseNo: link.caseNo, version: stored.version, state: stored.state.state, stands: null });
    const act = {
      caseNo: link.caseNo,
      version: stored.version,
      idempotencyKey: answer.key,
      task: link.task,
      values: answer.values,
    };
    const completing = completion(work, principal, act);
    return actOnCase(
      work,
      principal,
      act,
      {
        ...completing,
        may: ({ stored: now }) => {
          const good = judgeLink(link, localDateOf(work.now()));
          if (!good.ok) return good;
          const task = openTasks(now.state).find((each) => each.id === link.task);
          // What was done since the link was read may have used it: it is read anew.
          if (now.version !== stored.version) return err(problem("CASE_CHANGED"));
          if (task === undefined || outsideOf(work, task) === undefined) return err(problem("LINK_OVER"));
          return ok({ task, decision: { allowed: true as const, as: null, relaxed: false } });
        },
        prepare: async (acting, leave) => {
          const prepared = await completing.prepare(acting, leave);
          if (!prepared.ok) return prepared;
          const used = changeRecord(record, {
            at: work.now(),
            actor: actorOf(principal, null),
            reason: "answered",
            status: "answered",
            set: { answerKey: answer.key },
          });
          return ok({ ...prepared.value, records: [used] });
        },
      },
      systemOf(work),
    );
  });
}

const MOVED: readonly string[] = ["STALE_VERSION", "CASE_CHANGED"];

/** Begins anew where something else of the same case or link was first. */
async function again<Value>(
  act: () => Promise<Result<Value, Problem>>,
  left = TRIES,
): Promise<Result<Value, Problem>> {
  const done = await act();
  return done.ok || left <= 1 || !MOVED.includes(done.error.code) ? done : again(act, left - 1);
}
