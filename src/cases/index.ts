// Commands on cases: apply, complete a task, fire a timer; each is one transaction of the ledger.
// It knows no matter by name, writes no SQL and reads no clock of its own: case/ports.ts says what it needs.
// Its folders stand one above the other (docs/architecture.md tells them).
// Start with running/run-event.ts (one event and what it brings forth), then applying/apply-for-matter.ts.
export type { CaseDone, CaseStands } from "./running/act-on-case.ts";
export { actForReporter } from "./tasks/act-for-reporter.ts";
export {
  isReportedIn,
  REPORTED,
  reporterPrincipal,
  takeReport,
  type Reporter,
} from "./applying/report-in.ts";
export { commentNo, isCommentKept, keepComment, type Comment } from "./afterwards/keep-comment.ts";
export { recordExclusion, recordRevisit, type Revisit } from "./afterwards/hotline-revisit.ts";
export { applyForMatter, type Application, type Receipt } from "./applying/apply-for-matter.ts";
export type { Batch, BatchKind, BatchLine, BatchLineStatus, BatchStatus, Foreseen } from "./tasks/batch.ts";
export { personalTarget } from "./case/asked-organs.ts";
export { partOnCase } from "./case/case-part.ts";
export { decisionClock, type CaseIdentity } from "./case/case-head.ts";
export {
  linkAccount,
  linkPrincipal,
  OUTSIDE_LINKS,
  outsideLinkOf,
  type OutsideLink,
} from "./case/outside-link.ts";
export {
  answerByLink,
  giveLink,
  lookByLink,
  outsideOf,
  revokeLink,
  type OpenedLink,
} from "./tasks/outside-links.ts";
export { objectToPublicity } from "./tasks/object-to-publicity.ts";
export { kindWords, type KindWords } from "./case/kind-words.ts";
export { measuresOf, proposeMeasure } from "./afterwards/propose-measure.ts";
export {
  isTrainedFor,
  recordTraining,
  trainingOrgans,
  withdrawTraining,
  type Training,
} from "./afterwards/record-training.ts";
export { proposeSeal, type SealProposal } from "./afterwards/propose-seal.ts";
export { changeSeal, sealMovesOf, sealRegister } from "./afterwards/change-seal.ts";
export { carryOutDue } from "./afterwards/record-due.ts";
export type { DueRecord } from "./case/due-record.ts";
export {
  beginByEvent,
  CARRIED_FROM,
  fireStartTimer,
  startsBy,
  startSchedules,
  startVersion,
} from "./applying/begin-case.ts";
export { caseTime, type CaseTime } from "./telling/case-time.ts";
export type { CaseWork, FieldFault, PinnedCase } from "./case/case-work.ts";
export { completeTask, mayComplete, taskTarget, type TaskAct } from "./tasks/complete-task.ts";
export { explainPeriod } from "./telling/explain-period.ts";
export { decideAgain, ruleOf, rulesHeld, type Trial, type TrialLine } from "./instant/decide-again.ts";
export { readRules, tryRules, type DecisionPages } from "./instant/try-rules.ts";
export {
  CORRECTED_FORM,
  correctedFields,
  FIELD_VERDICTS,
  faultedFields,
  fieldDrawnAs,
  isAsked,
  isCorrectable,
  listsFields,
  openedFields,
  type FieldVerdict,
} from "./tasks/faulted-fields.ts";
export { openForm, personalBefore, personalForm } from "./case/whole-form.ts";
export { formInCase } from "./tasks/form-in-case.ts";
export { faceOf, fits, isValid } from "./applying/given-certificates.ts";
export { owedIn } from "./case/owed-in.ts";
export { feelFields, feelValue, holderNamed } from "./printing/result-context.ts";
export { isInternal, valueInBoth } from "./printing/document-facts.ts";
export { SEAL_DOCUMENT } from "./printing/document-job.ts";
export { EXCHANGE } from "./case/exchange-orders.ts";
export type {
  AskOutside,
  FactsTransaction,
  KeptCondition,
  KeptFact,
  MachineDecision,
} from "./case/facts-ports.ts";
export type { ExchangeTransaction, NextFiring, StartFiring, WaitingMessage } from "./case/exchange-ports.ts";
export { fireTimer, fireTimerOf, readCasesOf, type DueTimer } from "./running/fire-timer.ts";
export type { Migration, MigrationLine, MigrationStatus, PlanMove } from "./interventions/migration.ts";
export { migrateCase } from "./interventions/migrate-case.ts";
export { checkMove, previewMigration, type ForeseenMigration } from "./interventions/preview-migration.ts";
export { clockSentences, historySentence, isStepEntry, type EntryWords } from "./telling/history.ts";
export { dayWords } from "./telling/clock-words.ts";
export { batchKey, previewBatch, type BatchRequest } from "./tasks/preview-batch.ts";
export { rolesWith } from "./case/roles-with.ts";
export { reachCase } from "./running/reach-case.ts";
export { decideDestruction, finishDestruction, proposeDestruction } from "./afterwards/destroy-files.ts";
export type { Destroyed, DestructionItem, DestructionTransaction, KeptThing } from "./case/destruction.ts";
export { eraseCasePersonal, erasableFrom, isErased } from "./afterwards/erase-personal.ts";
export { endedStatus } from "./case/ended-status.ts";
export type { Mandate } from "./case/mandate.ts";
export { grantMandate, mattersOfPrincipal, withdrawMandate } from "./parties/mandates.ts";
export { recogniseAccount, registersOfParties } from "./parties/recognise-account.ts";
export { cancelCase, mayCancel } from "./tasks/cancel-case.ts";
export { beginOffered, mayBegin } from "./tasks/begin-offered.ts";
export {
  mayMerge,
  mergeCase,
  refuseProposal,
  unmergeCase,
  type MergeAct,
  type UnmergeAct,
} from "./interventions/merge-case.ts";
export { mergedIntoOf, refuseMerging } from "./tasks/find-main-case.ts";
export type { FusionTransaction, NotOneEvent } from "./case/fusion-ports.ts";
export { mayMove } from "./interventions/may-move.ts";
export { foreseeMove, moveCase, movesOf, type ForeseenMove } from "./interventions/move-case.ts";
export { claimTask, giveBackTask, returnTask, transferTask, type Receiver } from "./tasks/task-acts.ts";
export { correctFailure, WHY as WHY_LOCKED, type TypedCorrection } from "./interventions/correct-failure.ts";
export { findFailure, type FailureValue } from "./interventions/failure-values.ts";
export { resolveFailure, type FailureAct } from "./running/resolve-failure.ts";
export { publicEventsOf } from "./telling/public-events.ts";
export {
  answerCard,
  cancelCard,
  CARD_REGISTER,
  cardsFor,
  showCard,
  type WatchedTask,
} from "./afterwards/cards.ts";
export { isRateable, rateAgain, rateCase, ratingIdOf, type RatingGiven } from "./afterwards/rate-case.ts";
export { keepReconciliation } from "./afterwards/keep-reconciliation.ts";
export { signLine, valuesToKeep } from "./tasks/sign-line.ts";
export { endJob, type HeldJob, type JobEnd } from "./running/end-job.ts";
export { entryWordsOf } from "./telling/entry-words.ts";
export { megabytes } from "./case/materials.ts";
export { channelOf, takenInBy, type Channel, type Intake } from "./case/intake.ts";
export { DELIVERY_FORM, handOver, type HandOver } from "./tasks/hand-over.ts";
export type { StationFacts } from "./case/station-facts.ts";
export { checkStationRoute, stationRoute, type StationRoute } from "./applying/station-route.ts";
export { mayTakeIn } from "./applying/window-intake.ts";
export { findApplicant, type AtWindow, type NumberRead, type Visitor } from "./parties/window-party.ts";
export type {
  CaseChange,
  CaseHead,
  CaseStore,
  CaseTransaction,
  Commit,
  FileUse,
  HandedOut,
  QueryCodeIssue,
  KnownAsSource,
  NewDocument,
  OutboxItem,
  SentFile,
  StoredCase,
  TakenIn,
} from "./case/ports.ts";
export { decideOffering, type OfferingDecision } from "./offerings/decide-offering.ts";
export { importSheet, type SheetImported } from "./offerings/import-sheet.ts";
export { notOffered } from "./offerings/not-offered.ts";
export { proposeOfferings, type OfferingRequest } from "./offerings/propose-offerings.ts";
export { mayActAs } from "./parties/check-applicant.ts";
export { reissueQueryCode, type QueryCodeAsked, type QueryCodeGiven } from "./tasks/reissue-query-code.ts";
