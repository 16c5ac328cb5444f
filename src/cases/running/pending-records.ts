import type { RecordChange, StoredRecord } from "#registers";
import type { CaseTransaction } from "../case/ports.ts";

const isOf = (change: RecordChange, register: string, id: string): boolean =>
  change.record.register === register && change.record.id === id;

/**
 * The transaction as a job of the same run sees it: a record that an earlier job of the run has made or changed reads
 * as that job left it, though nothing is kept before the case waits again.
 */
export function withPending(transaction: CaseTransaction, pending: readonly RecordChange[]): CaseTransaction {
  if (pending.length === 0) return transaction;
  const pendingOf = (register: string, id: string): StoredRecord | undefined => {
    const change = pending.find((each) => isOf(each, register, id));
    return change && { ...change.record, version: change.expectedVersion + change.entries.length };
  };
  return {
    ...transaction,
    findRecord: async (register, id) => pendingOf(register, id) ?? transaction.findRecord(register, id),
    findRecordForRule: async (register, id) => {
      const stored = await transaction.findRecordForRule(register, id);
      const record = pendingOf(register, id);
      return record === undefined ? stored : { record, personal: stored?.personal ?? [] };
    },
  };
}

/** What a run changes of records, one change a record: what comes later of the same one follows in its chain. */
export function addRecords(
  before: readonly RecordChange[],
  further: readonly RecordChange[],
): readonly RecordChange[] {
  return further.reduce<readonly RecordChange[]>((all, change) => {
    const { register, id } = change.record;
    const first = all.find((each) => isOf(each, register, id));
    if (first === undefined) return [...all, change];
    const joined = {
      ...change,
      expectedVersion: first.expectedVersion,
      entries: [...first.entries, ...change.entries],
    };
    return all.map((each) => (each === first ? joined : each));
  }, before);
}
