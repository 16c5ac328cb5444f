import { nameOfDue, type DueNotice, type Matter, type RegisterDue } from "#district";
import { findEventStart } from "#engine";
import { err, localDateOf, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { changeRecord } from "#registers";
import { beginCase } from "../applying/begin-case.ts";
import type { DueRecord } from "../case/due-record.ts";
import type { CaseWork } from "../case/case-work.ts";
import { holderAsApplicant } from "../applying/holder-as-applicant.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { holderNotice, stateNotices } from "../case/holder-notices.ts";
import { EXCHANGE } from "../case/exchange-orders.ts";
import { messageOf, personalOf } from "../case/record-message.ts";
import { systemOf } from "../running/reach-case.ts";

/** The message start event by which a record's day begins a case; a process without one begins as usual. */
const RECORD_DUE_MESSAGE = "recordDue";

/**
 * Does what a register says of a day that has come: the record takes another state, a case of a matter begins in
 * its holder's name, the holder is told, or a signal goes to the cases that wait for it. Once a record and day, whoever else tries; answers whether it was done now. Errors:
 * MATTER_NOT_IN_FORCE, those of beginCase and the store.
 */
export async function carryOutDue(work: CaseWork, due: DueRecord): Promise<Result<boolean, Problem>> {
  const rule = work.pack.registers.get(due.register)?.dues.find((each) => nameOfDue(each) === due.rule);
  // Another server's pack is newer; it will do it.
  if (rule === undefined) return ok(false);
  if (rule.begins !== null) return begin(work, due, rule, rule.begins);
  if (rule.signals !== null) return signal(work, due, rule.signals);
  return rule.tells === null ? setState(work, due, rule) : tell(work, due, rule, rule.tells);
}

/** The holder is told; a day that lies behind already is no news. */
async function tell(work: CaseWork, due: DueRecord, { field }: RegisterDue, about: DueNotice) {
  return work.store.transact<boolean>(systemOf(work), async (transaction) => {
    if (!(await transaction.takeDueRecord(due))) return ok(false);
    const record = await transaction.findRecord(due.register, due.id);
    if (record === undefined) return ok(false);
    const at = work.now();
    const on = String(record.data[field] ?? "").slice(0, 10);
    const notice = on >= localDateOf(at) ? holderNotice(work.pack, record, { about, on, at }) : undefined;
    await transaction.settleDueRecord(due, { at, caseNo: null });
    const kept = await transaction.commit({
      at,
      changes: [],
      documents: [],
      outbox: notice === undefined ? [] : [notice],
      personal: [],
      files: [],
    });
    return kept.ok ? ok(true) : kept;
  });
}

/** What waits for the record's day goes on: the signal is ordered in the transaction that marks the day as done. */
async function signal(work: CaseWork, due: DueRecord, signals: string) {
  return work.store.transact<boolean>(systemOf(work), async (transaction) => {
    if (!(await transaction.takeDueRecord(due))) return ok(false);
    const at = work.now();
    const name = `${signals}-${due.id}`;
    await transaction.settleDueRecord(due, { at, caseNo: null });
    const kept = await transaction.commit({
      at,
      changes: [],
      documents: [],
      outbox: [
        {
          id: `due/${due.register}/${due.id}/${name}/${due.dueOn}`,
          kind: EXCHANGE.signal,
          payload: { name, variables: {}, from: null },
        },
      ],
      personal: [],
      files: [],
    });
    return kept.ok ? ok(true) : kept;
  });
}

async function setState(work: CaseWork, due: DueRecord, { field, set }: RegisterDue) {
  return work.store.transact<boolean>(systemOf(work), async (transaction) => {
    if (!(await transaction.takeDueRecord(due))) return ok(false);
    const record = await transaction.findRecord(due.register, due.id);
    if (record === undefined || set === null) return ok(false);
    const change = changeRecord(record, {
      at: work.now(),
      actor: { kind: "system", name: "due" },
      status: set,
      reason: `due:${field}:${due.dueOn}`,
    });
    const kept = await transaction.commit({
      changes: [change],
      documents: [],
      outbox: stateNotices(work.pack, change, work.now()),
      personal: [],
      files: [],
    });
    return kept.ok ? ok(true) : kept;
  });
}

async function begin(
  work: CaseWork,
  due: DueRecord,
  rule: RegisterDue,
  begins: string,
): Promise<Result<boolean, Problem>> {
  const id = begins.startsWith("=") ? await namedIn(work, due, begins.slice(1)) : begins;
  const matter = work.pack.matters.get(id);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: id }));
  const at = work.now();
  const begun = await beginCase(work, {
    matter,
    element: startOf(work, matter, at),
    by: "due",
    find: async (transaction) => {
      if (!(await transaction.takeDueRecord(due))) return undefined;
      const found = await transaction.findRecordForRule(due.register, due.id);
      if (found === undefined) return undefined;
      const message = messageOf(found.record, { dueOn: due.dueOn, field: rule.field });
      const applicant = await holderAsApplicant(work, transaction, matter, found.record.holder, at);
      return { applicant, message, whole: { ...message, ...personalOf(found.personal) } };
    },
    settle: (transaction, caseNo) => settle(transaction, due, { at, caseNo }),
  });
  return begun.ok ? ok(begun.value !== null) : begun;
}

/** The matter that the record itself names. */
async function namedIn(work: CaseWork, { register, id }: DueRecord, field: string): Promise<string> {
  const record = await work.findRecord(register, id);
  return String(record?.data[field] ?? "");
}

async function settle(
  transaction: CaseTransaction,
  due: DueRecord,
  done: { readonly at: Instant; readonly caseNo: string },
): Promise<boolean> {
  await transaction.settleDueRecord(due, done);
  return true;
}

/** A process that is drawn for it begins at its message start event, any other at its plain one. */
function startOf(work: CaseWork, matter: Matter, at: Instant): string | null {
  return findEventStart(work.planOf(matter), "message", RECORD_DUE_MESSAGE, at) ?? null;
}
