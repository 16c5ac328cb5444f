// What happens without a person: timers fire, documents are sealed, entries are folded, the ledger is anchored.
// It decides nothing of its own and can be killed at any moment: everything it does is taken again and has
// one effect. Start with run-worker.ts; each chore has its own file.
export { runWorker, type Chore, type Worker } from "./run-worker.ts";
export { fireDueTimers } from "./fire-due-timers.ts";
export { deliverOutbox, type Delivery } from "./deliver-outbox.ts";
export { sealDocuments, type Sealing } from "./seal-documents.ts";
export { followLedger, type Following } from "./follow-ledger.ts";
