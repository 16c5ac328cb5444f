import { err, ok, parseInstant, type Instant, type Result } from "#kernel";
import type { GeoReportError } from "./georeport.ts";

/** What a client says about a request that it sent, read. */
export type PostedUpdate = {
  readonly requestId: string;
  /** What the client calls it: sent again, it is the same update. */
  readonly updateId: string;
  /** Whether the request is to be open after it: of one that is closed, that is asking for it to be reopened. */
  readonly isOpen: boolean;
  readonly description: string;
  readonly updatedAt: Instant;
};

const MOST_DESCRIPTION = 1000;
/** What clients say for more than “open”; the rest is closed (mySociety's extended statuses). */
const OPEN = ["open", "reopen", "in_progress", "action_scheduled", "investigating", "for_triage"];
const CLOSED = [
  "closed",
  "fixed",
  "duplicate",
  "not_councils_responsibility",
  "no_further_action",
  "internal_referral",
];

/** Reads the fields of a POST of an update, statuses in capitals or not. Errors: 400 with every fault. */
export function readPostedUpdate(
  fields: ReadonlyMap<string, string>,
): Result<PostedUpdate, readonly GeoReportError[]> {
  const text = (name: string): string => (fields.get(name) ?? "").trim();
  const faults: GeoReportError[] = [];
  const fault = (description: string): void => void faults.push({ code: 400, description });
  const requestId = text("service_request_id");
  if (requestId === "") fault("service_request_id was not provided");
  const updateId = text("update_id");
  if (!/^[\w.:-]{1,60}$/.test(updateId))
    fault("update_id was not provided, or is not 1 to 60 letters, digits and . : _ -");
  const status = text("status").toLowerCase();
  if (!OPEN.includes(status) && !CLOSED.includes(status))
    fault("status was not provided, or is none that is known");
  const updatedAt = parseInstant(text("updated_datetime"));
  if (!updatedAt.ok) fault("updated_datetime must be a W3C date-time with its offset");
  const description = text("description");
  if (description.length < 2) fault("description was not provided");
  if (description.length > MOST_DESCRIPTION)
    fault(`description is longer than ${MOST_DESCRIPTION} characters`);
  if (faults.length > 0 || !updatedAt.ok) return err(faults);
  const isOpen = OPEN.includes(status);
  return ok({ requestId, updateId, isOpen, description, updatedAt: updatedAt.value });
}
