// Commands on records: what exists, in a register, with its whole history.
// It never decides a case and never writes SQL; it declares the ledger's words that the store implements.
// Start with ports.ts, then record-change.ts (create, amend, fold) and prefill.ts.
export type { Entry, NewEntry, PersonalRow, RecordChange, StoreContext, StoredRecord } from "./ports.ts";
export { partRecord, type PartedRecord } from "./part-record.ts";
export { locate, type DutyPerson, type FindRecordsBy, type Located } from "./locate.ts";
export { shiftsOn, weekdayOf, type Shift } from "./shifts.ts";
export { readWorkbook, writeWorkbook } from "./workbook.ts";
export { prefillForm, type KnownRecord, type Prefilled } from "./prefill.ts";
export {
  changeRecord,
  createRecord,
  foldRecord,
  noteMandate,
  recogniseAccount,
  recordSubject,
  type NewRecord,
  type RecordAmendment,
} from "./record-change.ts";
