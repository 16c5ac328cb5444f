// Who may do what: roles, principals, and the policies as one readable list.
// It never reads a session, a table or a clock; whoever asks brings the principal and the target.
// Start with principal.ts, then read policies/: one file an area, one question a function.
export { allowed, refused, type Decision } from "./decision.ts";
export { divisionCovers } from "./division-covers.ts";
export { maskBy } from "./masking.ts";
export { canManageAccounts, canManageSubstitutions, checkSubstitution } from "./policies/accounts.ts";
export { canReadAudit } from "./policies/audit.ts";
export { seesOfCampaign } from "./policies/campaigns.ts";
export { canKeepLink } from "./policies/links.ts";
export { canGrantMandate, mandateFor } from "./policies/mandates.ts";
export { canBatch, canSeeBatch } from "./policies/batches.ts";
export { canDecideDestruction, canHandleDestructions } from "./policies/destructions.ts";
export { partOfCase, type CasePart } from "./policies/case-part.ts";
export {
  canOpenCase,
  canSeeCase,
  canSeeProcess,
  isParty,
  oversees,
  type CaseTarget,
} from "./policies/cases.ts";
export {
  canApproveOffering,
  canConfigure,
  canCorrectFailure,
  canMigrate,
  canResolveFailure,
} from "./policies/configuration.ts";
export { canExchange } from "./policies/exchange.ts";
export { canSeeFigure, canSeeFigureRecords, type FigureTarget } from "./policies/figures.ts";
export { canDecideAgain, canSeeFacts, canTryRules } from "./policies/instant.ts";
export {
  canRevealPersonalData,
  canSeePersonalData,
  sightOf,
  type PersonalTarget,
  type Sight,
} from "./policies/personal-data.ts";
export { canAnswerCard, canCancelCard, canSupervise } from "./policies/supervision.ts";
export { canSeeRoll, canTakeOutRoll } from "./policies/rolls.ts";
export { canManageWebhooks } from "./policies/webhooks.ts";
export { canRateCase, canReadRatingWords, canSeeRatings } from "./policies/ratings.ts";
export { canProposeMeasure, canShareCertificate } from "./policies/measures.ts";
export { canKeepSeals, canProposeSeal, organsOfSeals } from "./policies/seals.ts";
export { canSeeRecord, type RecordTarget } from "./policies/records.ts";
export {
  canBeginOffered,
  canCancelCase,
  canClaimTask,
  canGiveBackTask,
  canMergeCase,
  canMoveCase,
  canReceiveTask,
  canTransferTask,
  type PostDecision,
} from "./policies/interventions.ts";
export {
  accountOrPost,
  assigneeOfPost,
  canCompleteTask,
  type EarlierActor,
  type Seat,
  type TaskDecision,
  type TaskPlace,
  type TaskTarget,
} from "./policies/tasks.ts";
export {
  canRecordTraining,
  canTakeInAtStation,
  skillsSeen,
  type Skill,
  type SkillsSeen,
  type TrainedClerk,
  type TrainingOrgans,
} from "./policies/station.ts";
export {
  canHandOver,
  canReissueQueryCode,
  canServeAtHall,
  canTakeIn,
  type IntakeTarget,
} from "./policies/window.ts";
export {
  holdsRole,
  principalOf,
  rolesOf,
  type Account,
  type AccountKind,
  type HeldMandate,
  type HeldPost,
  type Post,
  type Principal,
  type Substitution,
} from "./principal.ts";
export { checkRoles, HANDLING_ROLES, isRole, ROLE_NAMES, ROLES, type Role } from "./roles.ts";
export { storeContextOf } from "./store-context.ts";
