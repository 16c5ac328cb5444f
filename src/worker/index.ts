// What happens without a person: timers fire, documents are sealed, entries are folded, the ledger is anchored.
// It decides nothing of its own and can be killed at any moment: everything it does is taken again and has
// one effect. Start with run-worker.ts; each chore has its own file.
export { casePlace, checkPhotos, photoWorker } from "./check-photos.ts";
export { destroyFiles } from "./destroy-files.ts";
export { runWorker, type Chore, type Worker } from "./run-worker.ts";
export { carryOutDues } from "./carry-out-dues.ts";
export { fireDueTimers } from "./fire-due-timers.ts";
export { fireStartTimers } from "./fire-start-timers.ts";
export { messageDeliveries, type Routing } from "./route-messages.ts";
export { signalDeliveries } from "./spread-signals.ts";
export { noticeDeliveries, type Notice, type NoticeChannel } from "./tell-people.ts";
export {
  afterQuiet,
  messageSending,
  outgoingMessages,
  type Letter,
  type Messenger,
  type Sending,
} from "./send-messages.ts";
export { eraseDue } from "./erase-due.ts";
export { orderEvents, connectedLibraries, type TellingOutside } from "./tell-outside.ts";
export { outsideDelivery, isWaitedOut, needsPerson } from "./send-reports.ts";
export { orderComparisons } from "./reconcile.ts";
export { showCards } from "./show-cards.ts";
export { runBatches } from "./run-batches.ts";
export { runMigrations } from "./run-migrations.ts";
export { callOutside, type Outbound } from "./call-outside.ts";
export { workJobs, type JobWorker, type JobWorkers } from "./work-jobs.ts";
export { deliverOutbox, type Delivery } from "./deliver-outbox.ts";
export { sealAgain } from "./seal-for.ts";
export { sealDocuments, type Sealing } from "./seal-documents.ts";
export { followLedger, type Following } from "./follow-ledger.ts";
