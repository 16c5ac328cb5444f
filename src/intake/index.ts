// What comes in from outside and tells something of itself: photos, what speaks Open311, and reports of one event.
// It reads and translates; it never decides a case, knows no table and writes nothing.
// Start reading in photos/judge-photo.ts: what a photo's own facts say for and against it.
export { isImage, readPhoto } from "./photos/read-photo.ts";
export { showPhoto, type PhotoFormat, type PhotoSize } from "./photos/show-photo.ts";
export { judgePhoto, type EarlierPhoto, type PhotoFinding, type PhotoVerdict } from "./photos/judge-photo.ts";
export type { KeptPhotoFacts, PhotoFacts, PhotoPlace } from "./photos/photo-facts.ts";
export {
  CONTENT_TYPES,
  formatOf,
  written,
  writtenAlone,
  type Format,
  type GeoReportError,
  type RequestUpdate,
  type Service,
  type ServiceRequest,
} from "./open311/georeport.ts";
export { discoveryOf, type Discovery } from "./open311/discovery.ts";
export { readPost, type PostedRequest } from "./open311/read-post.ts";
export { readPostedUpdate, type PostedUpdate } from "./open311/read-update.ts";
export { MOST_REQUESTS, readRequestsQuery, type RequestsQuery } from "./open311/read-query.ts";
export {
  judgeLikeness,
  type Likeness,
  type LikenessVerdict,
  type ReportedEvent,
} from "./fusion/judge-likeness.ts";
