// Commands on records: what exists, in a register, with its whole history.
// It never decides a case and never writes SQL; it declares the ledger's words that the store implements.
// Start with ports.ts.
export type { Entry, NewEntry, PersonalRow, RecordChange, StoreContext, StoredRecord } from "./ports.ts";
