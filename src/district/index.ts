// A district pack: the files of one district, read and checked into one typed value.
// It never reads a disk or a clock: files come in as a map, the day asked about as an argument.
// Start with pack/pack.ts (what a pack holds), then whole/parse-pack.ts; parts/ has one file a kind of thing.
export { certificateKindOf, certificateKinds, type CertificateKind } from "./answers/certificate-kind.ts";
export { checkPack, type PackReport } from "./whole/check-pack.ts";
export type { ToVerify } from "./whole/to-verify.ts";
export { FACTS_OF_EVERY_CASE, factsOfCase } from "./answers/facts-of-case.ts";
export { feelText, feelValue, placeOfCase, townOf, type CasePlace } from "./answers/place-of-case.ts";
export { faultFrom, faultOf, type Fault } from "./shape/fault.ts";
export {
  guideOf,
  summaryOf,
  type Guide,
  type GuideMaterial,
  type MatterSummary,
} from "./answers/guide-of.ts";
export type { GuideRow, GuideSection } from "./answers/guide-sections.ts";
export { inBoth, organInBoth, placeInBoth } from "./pack/in-both.ts";
export { isInForce } from "./answers/is-in-force.ts";
export { amendMatter, type Amendment, type CellFault } from "./offerings/amend-matter.ts";
export { carryOut } from "./offerings/carry-out.ts";
export type { OfferingColumn } from "./offerings/column-kinds.ts";
export { OFFERING_COLUMNS } from "./offerings/columns.ts";
export {
  folderVersion,
  NO_LEDGER,
  OFFERING_ACTS,
  OFFERING_REGISTER,
  parseOfferingLedger,
  type OfferingAct,
  type OfferingLedger,
  type OfferingProposal,
  type OfferingVersion,
} from "./offerings/ledger.ts";
export {
  OFFERING_STATE_NAMES,
  offeringOf,
  type Offering,
  type OfferingState,
  type Standing,
} from "./offerings/offering-of.ts";
export { readSheet, sheetHeadings, sheetRows, withFaults, type RowFault } from "./offerings/read-sheet.ts";
export { differencesOf, sheetOf, type Difference, type OfferingSheet } from "./offerings/sheet.ts";
export { judgeInstant, type ConditionResult, type Judgement } from "./answers/judge-instant.ts";
export { admitTrack } from "./answers/admit-track.ts";
export { judgePatrol } from "./answers/judge-patrol.ts";
export { roleNameAt } from "./answers/role-name.ts";
export {
  answerSituation,
  materialsInSituation,
  type SituationAnswer,
  type SituationStep,
} from "./situations/answer-situation.ts";
export { checkAddress, plainAddress, type AddressFinding } from "./situations/check-address.ts";
export { isForPublic } from "./answers/for-public.ts";
export { itemFacts } from "./answers/item-facts.ts";
export { KIND_NAMES } from "./answers/kind-names.ts";
export { correctionNoticeLimit } from "./answers/correction-notice.ts";
export { limitsOn } from "./answers/limits-on.ts";
export { keptUntil, retentionOf, type Retained } from "./answers/retention-of.ts";
export { samePapers } from "./answers/same-papers.ts";
export { proceduresOf } from "./answers/procedures-of.ts";
export { materialsFor, type AskedMaterial } from "./answers/materials-for.ts";
export type {
  DecisionSource,
  Demo,
  PackRecords,
  DistrictPack,
  IndicatorSource,
  Matter,
  MatterDecisions,
  Outline,
  PackFiles,
  ProcessSource,
  Situation,
} from "./pack/pack.ts";
export { parsePack } from "./whole/parse-pack.ts";
export type { DemoAccount, DemoSubstitution } from "./parts/account.ts";
export type { Division, DivisionLevel } from "./parts/division.ts";
export type { Exchange } from "./parts/district-file.ts";
export type { Retention, RetentionRule } from "./parts/retention.ts";
export type { Example, Expectation } from "./parts/example.ts";
export { MOST_DAYS, type OutsideForm } from "./parts/outside-form.ts";
export type { ApplicationForm, FormField, FormGroup, Mask, TaskForm } from "./parts/form.ts";
export type { Appointments, Counter, CounterKind, Hall } from "./parts/hall.ts";
export type { Library, LibraryReport } from "./parts/library.ts";
export { PUBLIC_EVENTS, REPORT_NAMES, type PublicEventKind } from "./parts/public-event.ts";
export type { Material, MaterialType } from "./parts/material.ts";
export { ASKED_ORGAN, OWN_ORGAN, TOWN_ORGAN, type MatterNeed } from "./parts/matter-needs.ts";
export type { MatterCommitment } from "./parts/matter-commitment.ts";
export { CAMPAIGN_DAY_REGISTER, CAMPAIGN_REGISTER, CAMPAIGN_TASK_REGISTER } from "./parts/campaigns.ts";
export type { CaseKind } from "./parts/matter-case-kind.ts";
export { ITEM_TYPE_NAMES, type ItemType, type LimitPeriod, type MatterDefinition } from "./parts/matter.ts";
export {
  CONDITIONS,
  RULE_INPUT,
  type ConditionRule,
  type FactRule,
  type FactSource,
  type InstantRule,
} from "./parts/matter-instant.ts";
export {
  FIELDS_OF_CERTIFICATE,
  type CancellationResult,
  type CertificateResult,
  type ChangeResult,
  type DocumentResult,
  type MatterResult,
  type MeasuringResult,
  type Particular,
  type RecordRule,
  type RenewalResult,
} from "./parts/matter-result.ts";
export type { Measure, MeasureGround } from "./parts/result-measure.ts";
export type { NumberPart } from "./parts/result-number.ts";
export {
  ANSWERS_FOR,
  CELLS_FIELD,
  COMPONENT_REGISTER,
  DUTY_GRID_REGISTER,
  DUTY_PERSON_REGISTER,
} from "./parts/duties.ts";
export { locatePoint, type PointInDistrict } from "./answers/locate-point.ts";
export type { GridCell, Places, Zone, ZoneKind } from "./parts/places.ts";
export type { Organ, OrganLevel } from "./parts/organ.ts";
export type { PostDefinition, Power, RoleDefinition } from "./parts/post.ts";
export type { CommandRules } from "./parts/command.ts";
export type { FieldRules } from "./parts/field.ts";
export type { Channels, Sender } from "./parts/channels.ts";
export type { PhotoRules, PhotoSeverity } from "./parts/photos.ts";
export type { CardRule, Supervision } from "./parts/supervision.ts";
export type { MessageRules } from "./parts/messages.ts";
export { GRADE_NAMES, isBadGrade, RATING_REGISTER, type RatingLabel, type Ratings } from "./parts/ratings.ts";
export { checkingOrgan, FIELDS_OF_FOLLOW_UP, followUpRegister } from "./answers/follow-up.ts";
export type { MatterFollowUp, OpensCheck } from "./parts/matter-follow-up.ts";
export type { MatterFusion } from "./parts/matter-fusion.ts";
export { nameOfDue, type DueNotice, type RegisterDue } from "./parts/register-due.ts";
export { reportClasses, type ReportClass } from "./answers/report-classes.ts";
export {
  isNamedState,
  outcomeName,
  shownStates,
  standingName,
  stateName,
  statesNamedBy,
} from "./answers/case-names.ts";
export { findRow, titleNames, titleOfCase } from "./answers/title-names.ts";
export { mirroredRows, type MirroredRow } from "./answers/mirrored-rows.ts";
export type { Register, RegisterField, RegisterFieldType, RegisterStatus } from "./parts/register.ts";
export {
  browseMatters,
  FACETS,
  type Browsed,
  type Facet,
  type FacetValue,
  type MatterQuestion,
} from "./search/browse-matters.ts";
export { searchMatters } from "./search/search-matters.ts";
export { frequenciesOf, type Frequency } from "./parts/frequency.ts";
export { slotsOn, type Slot } from "./answers/hall-slots.ts";
export { findMaterial, integratedOrgans, letterOf, takesIn } from "./answers/windows.ts";
export { runExamples, type ExamplesRun } from "./whole/run-examples.ts";
export { PHOTO_JOB } from "./pack/photo-job.ts";
export { HTTP_JOB, inputsInPath, parseHttpCall, type HttpCall } from "./pack/http-call.ts";
