// Routes to commands and queries, sign-in, live events; everything that comes in is checked at this door.
// It never decides (access and cases do), never writes SQL, and keeps nothing in the process but listeners.
// Start with create-server.ts, then routes/ (one file a chapter) and sign-in/.
export type { App } from "./app.ts";
export { createServer } from "./create-server.ts";
export { openLiveHub, type LiveHub, type News } from "./live-hub.ts";
export { EXPORT_ROWS, UPLOAD_DEFAULTS, type Platform } from "./platform.ts";
export {
  checkExposure,
  firstAdministratorLink,
  hashPassword,
  outsideIssuerFrom,
  type OutsideIssuer,
  type SignInOptions,
} from "./sign-in/index.ts";
export { caseNews, ledgerNews } from "./views/feed.ts";
export { figureAnswer, figuresOf, type FigureGround } from "./views/figures.ts";
export { noticeAnswer } from "./views/notice-answer.ts";
export { indicatorRecords, type RecordsMoment } from "./views/indicator-records.ts";
export { offeringsNow } from "./views/offerings-now.ts";
export { clearUploads } from "./uploads/clear-uploads.ts";
