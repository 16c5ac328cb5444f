// Commands on cases: apply, complete a task, fire a timer; each is one transaction of the ledger.
// It knows no matter by name, writes no SQL and reads no clock of its own: ports.ts says what it needs.
// Start with run-event.ts (one event and what it brings forth), then apply-for-matter.ts.
export type { CaseDone } from "./act-on-case.ts";
export { applyForMatter, type Application, type Receipt } from "./apply-for-matter.ts";
export type { Batch, BatchKind, BatchLine, BatchLineStatus, BatchStatus, Foreseen } from "./batch.ts";
export { personalTarget } from "./asked-organs.ts";
export { decisionClock, type CaseIdentity } from "./case-head.ts";
export { isLicence, outcomeName, shownStates, stateName } from "./case-names.ts";
export { measuresOf, proposeMeasure } from "./propose-measure.ts";
export { changeSeal, sealMovesOf, sealRegister } from "./change-seal.ts";
export { carryOutDue } from "./record-due.ts";
export type { DueRecord } from "./due-record.ts";
export { beginByEvent, fireStartTimer, startsBy, startSchedules, startVersion } from "./begin-case.ts";
export { caseTime, type CaseTime } from "./case-time.ts";
export type { CaseWork, FieldFault, PinnedCase } from "./case-work.ts";
export { completeTask, mayComplete, taskTarget, type TaskAct } from "./complete-task.ts";
export { explainPeriod } from "./explain-period.ts";
export { decideAgain, ruleOf, type Trial, type TrialLine } from "./decide-again.ts";
export { readRules, tryRules, type DecisionPages } from "./try-rules.ts";
export { formInCase } from "./form-in-case.ts";
export { faceOf, fits, isValid } from "./given-certificates.ts";
export { owedIn } from "./owed-in.ts";
export { valueInBoth } from "./document-facts.ts";
export { SEAL_DOCUMENT } from "./document-job.ts";
export { EXCHANGE } from "./exchange-orders.ts";
export type {
  AskOutside,
  FactsTransaction,
  KeptCondition,
  KeptFact,
  MachineDecision,
} from "./facts-ports.ts";
export type { ExchangeTransaction, NextFiring, StartFiring, WaitingMessage } from "./exchange-ports.ts";
export { fireTimer, fireTimerOf, readCasesOf, type DueTimer } from "./fire-timer.ts";
export type { Migration, MigrationLine, MigrationStatus, PlanMove } from "./migration.ts";
export { migrateCase } from "./migrate-case.ts";
export { checkMove, previewMigration, type ForeseenMigration } from "./preview-migration.ts";
export { clockSentences, dayWords, historySentence, isStepEntry, type EntryWords } from "./history.ts";
export { batchKey, previewBatch, type BatchRequest } from "./preview-batch.ts";
export { rolesWith } from "./roles-with.ts";
export { reachCase } from "./reach-case.ts";
export { eraseCasePersonal, erasableFrom, isErased } from "./erase-personal.ts";
export { endedStatus } from "./ended-status.ts";
export type { Mandate } from "./mandate.ts";
export { grantMandate, mattersOfPrincipal, withdrawMandate } from "./mandates.ts";
export { recogniseAccount, registersOfParties } from "./recognise-account.ts";
export { cancelCase, mayCancel } from "./cancel-case.ts";
export { beginOffered, mayBegin } from "./begin-offered.ts";
export { mayMove } from "./may-move.ts";
export { foreseeMove, moveCase, movesOf, type ForeseenMove } from "./move-case.ts";
export { claimTask, giveBackTask, returnTask, transferTask, type Receiver } from "./task-acts.ts";
export { correctFailure, WHY as WHY_LOCKED, type TypedCorrection } from "./correct-failure.ts";
export { findFailure, type FailureValue } from "./failure-values.ts";
export { resolveFailure, type FailureAct } from "./resolve-failure.ts";
export { PUBLIC_EVENTS, publicEventsOf, type PublicEventKind } from "./public-events.ts";
export { answerCard, cancelCard, cardsFor, showCard, type WatchedTask } from "./cards.ts";
export {
  isRateable,
  rateAgain,
  rateCase,
  RATING_REGISTER,
  ratingIdOf,
  type RatingGiven,
} from "./rate-case.ts";
export { signLine, valuesToKeep } from "./sign-line.ts";
export { endJob, type HeldJob, type JobEnd } from "./end-job.ts";
export { entryWordsOf } from "./entry-words.ts";
export { megabytes } from "./materials.ts";
export { channelOf, takenInBy, type Channel, type Intake } from "./intake.ts";
export { DELIVERY_FORM, handOver, type HandOver } from "./hand-over.ts";
export type { StationFacts } from "./station-facts.ts";
export { stationRoute, type StationRoute } from "./station-route.ts";
export { mayTakeIn } from "./window-intake.ts";
export { findApplicant, type AtWindow, type NumberRead, type Visitor } from "./window-party.ts";
export type {
  CaseChange,
  CaseHead,
  CaseStore,
  CaseTransaction,
  Commit,
  FileUse,
  HandedOut,
  KnownAsSource,
  NewDocument,
  OutboxItem,
  SentFile,
  StoredCase,
  TakenIn,
} from "./ports.ts";
export { decideOffering, type OfferingDecision } from "./offerings/decide-offering.ts";
export { importSheet, type SheetImported } from "./offerings/import-sheet.ts";
export { notOffered } from "./offerings/not-offered.ts";
export { proposeOfferings, type OfferingRequest } from "./offerings/propose-offerings.ts";
export { mayActAs } from "./check-applicant.ts";
