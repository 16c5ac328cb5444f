import { canDecideDestruction, canHandleDestructions, type Principal } from "#access";
import { keptUntil, retentionOf, type DistrictPack } from "#district";
import {
  err,
  hashOf,
  localDateOf,
  ok,
  problem,
  startOfDay,
  type Instant,
  type Json,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord, createRecord, type StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { DestructionItem, KeptThing } from "../case/destruction.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** So much stands on one list at most: a person reads it before approving it. */
const MOST_ITEMS = 1000;
const CASES_AT_ONCE = 500;

const BESIDE = { documents: [], outbox: [], personal: [], files: [] };

/**
 * Draws up a list (销毁清册) of files and documents whose time by the register of retention is over; nothing is destroyed
 * by it. Answers the list's number. Errors: those of canHandleDestructions, DESTRUCTION_NOT_KEPT (the district has no
 * register of such lists), DESTRUCTION_NOTHING_DUE, those of the store.
 */
export function proposeDestruction(work: CaseWork, principal: Principal): Promise<Result<string, Problem>> {
  const { pack } = work;
  const { lists, proposers } = pack.retention;
  const register = pack.registers.get(lists ?? "");
  const may = canHandleDestructions(principal, proposers);
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    if (!may.allowed) return err(may.problem);
    if (register === undefined) return err(problem("DESTRUCTION_NOT_KEPT"));
    const due = await whatIsDue(pack, transaction, at);
    if (due.length === 0) return err(problem("DESTRUCTION_NOTHING_DUE"));
    const year = localDateOf(at).slice(0, 4);
    const list = `XH-${year}-${String(await transaction.nextNumber(`destruction:${year}`)).padStart(4, "0")}`;
    const items = due.map((each, index): DestructionItem => ({
      ...each,
      list,
      place: index + 1,
      state: "listed",
      at,
    }));
    const record = createRecord({
      register: register.id,
      id: list,
      organ: register.owner,
      division: pack.code,
      holder: null,
      status: "proposed",
      data: {
        listNo: list,
        cases: new Set(items.map(({ caseNo }) => caseNo)).size,
        files: items.filter(({ kind }) => kind === "file").length,
        documents: items.filter(({ kind }) => kind === "document").length,
        basis: [...new Set(items.map(({ basis }) => basis.zh))],
        digest: digestOf(items),
        proposer: principal.account.name,
        proposedBy: principal.account.id,
        proposedOn: localDateOf(at),
      },
      at,
      actor: { kind: "person", account: principal.account.id },
      origin: { retention: list },
    });
    const kept = await transaction.commit({ changes: [record], ...BESIDE });
    if (!kept.ok) return kept;
    await transaction.keepDestructionItems(items);
    return ok(list);
  });
}

type Due = Omit<DestructionItem, "list" | "place" | "state" | "at">;

/** Everything due, in the order of case numbers, as much as one list holds. */
async function whatIsDue(
  pack: DistrictPack,
  transaction: CaseTransaction,
  at: Instant,
): Promise<readonly Due[]> {
  const today = localDateOf(at);
  const closedBefore = latestClosing(pack, today);
  const due: Due[] = [];
  if (closedBefore === null) return due;
  for (let after = ""; due.length < MOST_ITEMS;) {
    const { things, last } = await transaction.findKeptThings({ closedBefore, after, most: CASES_AT_ONCE });
    due.push(...things.flatMap((thing) => dueOf(pack, thing, today)));
    if (last === null) break;
    after = last;
  }
  return due.slice(0, MOST_ITEMS);
}

/** What closed after that day is kept by every rule. */
function latestClosing({ retention }: DistrictPack, today: LocalDate): Instant | null {
  const days = retention.rules.flatMap(({ keep, disposal }) =>
    keep === null || disposal !== "destroy" ? [] : [Temporal.PlainDate.from(today).subtract(keep).toString()],
  );
  const latest = days.toSorted().at(-1);
  return latest === undefined ? null : startOfDay(latest as LocalDate);
}

function dueOf(pack: DistrictPack, thing: KeptThing, today: LocalDate): readonly Due[] {
  const { caseNo, matter, kind, of, hash, documentKind, title, closedAt } = thing;
  const material = kind === "file" ? of : null;
  const rule = retentionOf(pack, { matter, of: kind, material, kind: documentKind });
  const until = rule === undefined ? null : keptUntil(rule, closedAt);
  if (rule?.disposal !== "destroy" || until === null || until >= today) return [];
  const named = pack.matters.get(matter)?.materials.find(({ id }) => id === of)?.name;
  const name = named ?? { zh: title ?? of, en: title ?? of };
  return [{ caseNo, kind, of, name, hash, rule: rule.id, basis: rule.basis }];
}

/** What is approved is what was read: names, hashes and rules in their order. */
const digestOf = (items: readonly DestructionItem[]): string =>
  hashOf(items.map(({ place, caseNo, kind, of, hash, rule }) => [place, caseNo, kind, of, hash, rule]));

/**
 * A second person approves a list, and what stands on it is destroyed from then on; or rejects it, and everything stays
 * and may stand on a later one. Errors: RECORD_UNKNOWN, those of canDecideDestruction, DESTRUCTION_DECIDED,
 * DESTRUCTION_LIST_CHANGED, those of the store.
 */
export function decideDestruction(
  work: CaseWork,
  principal: Principal,
  { list, approve, reason }: { readonly list: string; readonly approve: boolean; readonly reason: string },
): Promise<Result<{ readonly status: string }, Problem>> {
  const { lists, approvers } = work.pack.retention;
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    const handles = canHandleDestructions(principal, approvers);
    if (!handles.allowed) return err(handles.problem);
    const record = await transaction.findRecord(lists ?? "", list);
    if (record === undefined) return err(problem("RECORD_UNKNOWN", { register: "销毁清册", id: list }));
    const may = canDecideDestruction(principal, approvers, String(record.data["proposedBy"]));
    if (!may.allowed) return err(may.problem);
    if (record.status !== "proposed") return err(problem("DESTRUCTION_DECIDED", { list }));
    const items = await transaction.takeDestructionItems(list);
    if (approve && digestOf(items) !== record.data["digest"])
      return err(problem("DESTRUCTION_LIST_CHANGED", { list }));
    const status = approve ? "approved" : "rejected";
    const actor: Json = { kind: "person", account: principal.account.id };
    const set = { decider: principal.account.name, decidedOn: localDateOf(at), reason };
    const change = changeRecord(record, { at, actor, status, set, reason });
    const kept = await transaction.commit({ changes: [change], ...BESIDE });
    if (!kept.ok) return kept;
    await transaction.settleDestruction(list, approve, at);
    return ok({ status });
  });
}

/**
 * Enters that an approved list is carried out, once nothing on it is open: how much is gone, and of how much the same
 * bytes are kept for something else. Answers whether it is. Errors: those of the store.
 */
export function finishDestruction(work: CaseWork, record: StoredRecord): Promise<Result<boolean, Problem>> {
  const at = work.now();
  return work.store.transact(systemOf(work), async (transaction) => {
    const stored = await transaction.findRecord(record.register, record.id);
    if (stored?.status !== "approved") return ok(false);
    const items = await transaction.takeDestructionItems(record.id);
    if (items.some(({ state }) => state === "due" || state === "marked")) return ok(false);
    const gone = items.filter(({ state }) => state === "destroyed").length;
    const change = changeRecord(stored, {
      at,
      actor: { kind: "system", name: "retention" },
      status: "destroyed",
      set: { destroyed: gone, shared: items.length - gone, destroyedOn: localDateOf(at) },
      reason: "清册所列已全部销毁",
    });
    const kept = await transaction.commit({ changes: [change], ...BESIDE });
    return kept.ok ? ok(true) : kept;
  });
}
