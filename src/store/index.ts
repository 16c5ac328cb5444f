// The ledger and everything folded from it, on PGlite or PostgreSQL: the only room that writes SQL.
// It never decides anything and knows no HTTP; every query takes the context that row level security reads.
// Start with open-store.ts, then ledger/case-store.ts and sql/0010-apply-step.sql; queries/ has one file a
// chapter. Inside `transact` use only its transaction: PGlite has one connection, a second question waits for ever.
export { openStore } from "./open-store.ts";
export type { Store, StoreOptions } from "./store.ts";
export { DatabaseAway } from "./database/away.ts";
export { systemContext, WHOLE_STORE } from "./ledger/context.ts";
export { together } from "./ledger/together.ts";
export { anchorWhole, listAnchors, type Anchor, type AnchorStatement } from "./ledger/anchor.ts";
export { auditLedger, type AuditOptions, type AuditReport } from "./ledger/audit.ts";
export type { AuditFault } from "./ledger/audit-fault.ts";
export { entryHash } from "./ledger/chain.ts";
export { findLedgerPublicKey, ledgerSignerOf, type LedgerSigner } from "./ledger/ledger-key.ts";
export { proofOf, verifyProof, type LedgerProof } from "./ledger/proof.ts";
export {
  changeAccount,
  createAccount,
  findAccountNames,
  findPostOrgans,
  listAccounts,
  type AccountAmendment,
  type AccountFilter,
  type AccountLine,
} from "./people/account-list.ts";
export {
  addColumnSet,
  changeColumnSet,
  listColumnSets,
  removeColumnSet,
  type ColumnSet,
} from "./people/column-sets.ts";
export { listKnownAs, type KnownAsRow } from "./people/known-as.ts";
export { keepFieldReceipt, type FieldReceipt } from "./queries/field-receipts.ts";
export {
  countMerged,
  findLikelyTwins,
  findPhotoPairs,
  firstPhotos,
  listMergedInto,
  type LikelyTwin,
} from "./queries/likely-twins.ts";
export { findEarlierPhotos, keepPhotoFacts, listPhotoFacts } from "./queries/photo-facts.ts";
export { listPersonalCases } from "./queries/personal.ts";
export { listMandates } from "./people/mandates.ts";
export { findStaff, OWN_ISSUER, type NewAccount } from "./people/accounts.ts";
export { settingsOn } from "./people/settings.ts";
export { signInStoreOn } from "./people/sign-in-store.ts";
export {
  addSubstitution,
  listSubstitutions,
  removeSubstitution,
  type SubstitutionRow,
} from "./people/substitutions.ts";
export {
  findLastAccess,
  listAccess,
  listLooksAtMine,
  logAccess,
  type AccessLine,
} from "./queries/access-log.ts";
export {
  BATCHES,
  endBatch,
  findBatch,
  keepBatch,
  startBatch,
  stopBatch,
  sweepBatches,
  type StoredBatch,
} from "./queries/batches.ts";
export {
  claimOrder,
  nextOf,
  releaseOrder,
  settleLineOf,
  type Came,
  type Due,
  type LineRun,
} from "./queries/line-runs.ts";
export {
  countRunning,
  endMigration,
  findMigration,
  listMigrations,
  MIGRATIONS,
  startMigration,
  stopMigration,
  type MigrationCounts,
  type StoredMigration,
} from "./queries/case-migrations.ts";
export { findMachineDecision, listMachineDecisions } from "./queries/machine-decisions.ts";
export { findRecordsBy, keepLookupRules } from "./queries/record-lookups.ts";
export { countOpenByCell, type CaseArea, type OpenAtPlace } from "./queries/cases-in-area.ts";
export {
  clusterOpenPoints,
  findUrgentPoints,
  listOpenPoints,
  openPointsWithin,
  sumOpenPoints,
  type OpenPoint,
  type PointCluster,
  type PointCounts,
  type PointFilter,
} from "./queries/open-points.ts";
export { countOpenByDivision, findCase, findCaseByNo, findCases, listCases } from "./queries/cases.ts";
export type { CaseFilter } from "./queries/case-filter.ts";
export type { Page, PageOptions } from "./queries/cursor.ts";
export {
  failDocument,
  findDocument,
  listDocuments,
  sealDocument,
  type StoredDocument,
} from "./queries/documents.ts";
export { findDraft, keepDraft, listDrafts, removeDraft, type Draft } from "./queries/drafts.ts";
export { listEntries, listLatestEntries, listMovedCases, type MovedCases } from "./queries/entries.ts";
export { listFailures, type FailureRow } from "./queries/failures.ts";
export {
  keepRecordFile,
  keepSentFile,
  listEarlierFiles,
  type FilesOf,
  listFilesOf,
  listFilesOfAll,
  listSentFiles,
  type SubjectFile,
} from "./queries/files.ts";
export {
  bookAppointment,
  cancelAppointment,
  countBooked,
  listAppointments,
  missAppointments,
  type AppointmentRow,
} from "./queries/appointments.ts";
export {
  callNext,
  findTicket,
  listTickets,
  listTicketsOf,
  moveTicket,
  takeTicket,
  type TicketMove,
  type TicketRow,
} from "./queries/hall-queue.ts";
export {
  isMarkedDestroyed,
  listDestructionItems,
  listDueDestructions,
  markDestroyed,
  noteDestroyed,
} from "./queries/destructions.ts";
export { listDeliveries, listHandedOut, type DeliveryRow } from "./queries/deliveries.ts";
export {
  countReceivedByMatter,
  listClerksOf,
  listSkillRecords,
  listSkills,
  type SkillRecord,
} from "./queries/station-facts.ts";
export { findTakenIn, listTakenIn } from "./queries/taken-in.ts";
export { takeJobs, type HeaderShare, type JobClaim, type TakenJob } from "./queries/jobs.ts";
export {
  expireMessages,
  findKeyOf,
  findMessage,
  findSubscriber,
  forgetMessages,
  keepMessage,
  listWaitingMessages,
  type KeptMessage,
} from "./queries/messages.ts";
export {
  countUnread,
  findRecipients,
  keepNotices,
  listNotices,
  markRead,
  type NoticeRecipients,
  type NoticeRow,
} from "./queries/notices.ts";
export {
  claimOutbox,
  completeOutbox,
  dropOutbox,
  failOutbox,
  nextOutboxAt,
  removeOutbox,
  retryOutbox,
  type ClaimedItem,
  type ClaimOptions,
} from "./queries/outbox.ts";
export { findPublished, listPublished, publish, type Published } from "./queries/published.ts";
export {
  findRecord,
  findRecordIds,
  listPersonal,
  listPersonalOf,
  listRecords,
  listRecordsIn,
  listOwnRecords,
  listRecordsHeldBy,
} from "./queries/records.ts";
export { batchesUnderWay, listBatches, type BatchHead, type BatchStanding } from "./queries/batch-list.ts";
export { keepServers, showServer } from "./queries/servers.ts";
export { orderOutbox, spreadSignal } from "./queries/signals.ts";
export {
  dropOtherStartSchedules,
  dueStartTimers,
  keepStartSchedule,
  putOffStartTimer,
  type DueStartTimer,
} from "./queries/start-timers.ts";
export type { CaseRow } from "./queries/subjects.ts";
export {
  listTasks,
  listMyTasksOf,
  listTasksOfCase,
  type TaskFilter,
  type TaskLine,
  type TaskRow,
  type TaskView,
} from "./queries/tasks.ts";
export { nextTimerAt, takeDueTimers, type DueTimer } from "./queries/timers.ts";
export {
  addUpload,
  findUpload,
  removeUpload,
  sweepUploads,
  type Upload,
  type UploadQuota,
} from "./queries/uploads.ts";
export { openPartFolder, PartConflict, type PartFolder } from "./part-folder.ts";
export { openFileVault, type FileVault, type KeptFile } from "./file-vault.ts";
export {
  findMessageSetting,
  findMessageSettings,
  findOutgoingMessage,
  keepMessageSetting,
  listOutgoingMessages,
  noteAttempt,
  orderMessages,
  OUTGOING_MESSAGE,
  type MessageChannel,
  type MessageOrder,
  type MessageSetting,
} from "./queries/outgoing-messages.ts";
export { countCards, countDueTasks, listCards, listDueTasks } from "./queries/supervision.ts";
export { listRoll, sumRoll, type RollQuestion } from "./queries/payment-roll.ts";
export { findCalendarAccount, findCalendarFeed, keepCalendarFeed } from "./queries/calendar-feeds.ts";
export {
  addWebhook,
  findWebhook,
  listWebhooks,
  stopWebhook,
  webhooksIn,
  type Webhook,
} from "./queries/webhooks.ts";
export { OUTSIDE_KIND, outsideKind } from "./queries/outside-orders.ts";
export {
  addressesWaiting,
  findReport,
  keepReportBody,
  listReports,
  noteReport,
  orderOutside,
  reportBefore,
  tellAgain,
  type OutsideReport,
  type Recipient,
  type ReportState,
  type ToldCase,
  type ToldEvent,
} from "./queries/outside-reports.ts";
export { findReportFacts, type ReportFacts } from "./queries/report-facts.ts";
export {
  countOpenReports,
  keepComparison,
  keepLibraries,
  librariesSince,
  listLines,
  listReconciliations,
  orderReconciliations,
  reconcileAgain,
  reportsOfDay,
  type DayReport,
  type LibraryDay,
  type LineRow,
  type ReconciliationLine,
  type ReconciliationRow,
  type ReconciliationState,
  type Verdict,
} from "./queries/libraries.ts";
export { listRatings, tallyRatings, type TallyRow } from "./queries/ratings.ts";
export { listRecordsOfCase } from "./queries/records-of-case.ts";
export { isChainWhole } from "./ledger/is-chain-whole.ts";
export { backup } from "./backup/backup.ts";
export type { BackupHeader } from "./backup/header.ts";
export { restore } from "./backup/restore.ts";
export { foldFigures } from "./figures/fold-figures.ts";
export { listFigureRecords, type FigureRecord } from "./figures/list-figure-records.ts";
export type { FigureQuestion } from "./figures/figure-question.ts";
export { readOrganFigures, type OrganFigure } from "./figures/organ-figures.ts";
export {
  readFigure,
  readFigureKeys,
  readFigures,
  type Figure,
  type PartSize,
} from "./figures/read-figures.ts";
export { findWorkDue, type KindOfWork } from "./queries/work-due.ts";
export { listNews, type LedgerNews } from "./queries/news.ts";
export { listCertificatesOf, type CertificatesOf } from "./queries/certificates.ts";
export { keepDueRules, listDueRecords, putOffDueRecord } from "./queries/record-dues.ts";
export { listSeals, listSealsOf, listSealUses, listUnsealed, type SealUse } from "./queries/seals.ts";
export {
  findShareByCode,
  keepShare,
  listShares,
  listShareUses,
  logShareUse,
  withdrawShare,
  type CertificateShare,
} from "./queries/certificate-shares.ts";
export { findQueryCodeIssue } from "./queries/query-codes.ts";
export { listRecordsInState } from "./queries/publicised.ts";
