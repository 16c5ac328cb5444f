// The words that the server and its faces exchange: one schema a message, one file a chapter.
// It holds no behaviour; web/ imports its types only, http/ also checks by it.
// Start with cases.ts; every refusal travels as common.ts's ProblemAnswer.
export * from "./admin.ts";
export * from "./batches.ts";
export * from "./campaigns.ts";
export * from "./cases.ts";
export * from "./catalogue.ts";
export * from "./command.ts";
export * from "./common.ts";
export * from "./desk.ts";
export * from "./destructions.ts";
export * from "./exchange.ts";
export * from "./failures.ts";
export * from "./field.ts";
export * from "./fusion.ts";
export * from "./instant.ts";
export * from "./halls.ts";
export * from "./links.ts";
export * from "./lists.ts";
export * from "./migrations.ts";
export * from "./mandates.ts";
export * from "./my-data.ts";
export * from "./notices.ts";
export * from "./offerings.ts";
export * from "./outgoing.ts";
export * from "./photos.ts";
export * from "./process.ts";
export * from "./publicity.ts";
export * from "./ratings.ts";
export * from "./reconciliations.ts";
export * from "./rolls.ts";
export * from "./screen.ts";
export * from "./session.ts";
export * from "./situations.ts";
export * from "./skills.ts";
export * from "./steering.ts";
export * from "./supervision.ts";
export * from "./webhooks.ts";
export * from "./window.ts";
export { FollowUpPart } from "./follow-up.ts";
export {
  ChangeSealAnswer,
  ProposeSealAnswer,
  ProposeSealRequest,
  SealsAnswer,
  ChangeSealRequest,
  OfferedMeasure,
  ProposeMeasureAnswer,
  ProposeMeasureRequest,
  SealPart,
} from "./certificates.ts";
export {
  MyCertificate,
  MyCertificates,
  ShareAnswer,
  SharedAnswer,
  SharedCertificate,
  ShareRequest,
} from "./certificates.ts";
export { ReportActRequest, ReportFormAnswer, ReportReceiptAnswer, ReportRequest } from "./reports.ts";
export {
  ChannelsAnswer,
  DeviceAnswer,
  DeviceMessage,
  RevisitRequest,
  ExclusionRequest,
  HotlineTicketAnswer,
  HotlineTicketRequest,
} from "./channels.ts";
export { CellsAnswer, DutyPersonAnswer, MapAnswer, OpenByCellAnswer, PlaceAnswer } from "./places.ts";
