import { err, instantFromMillis, millisOf, ok, parseInstant, type Instant, type Result } from "#kernel";
import type { GeoReportError } from "./georeport.ts";

/** What a GET of service requests asks for. */
export type RequestsQuery = {
  readonly ids: readonly string[];
  readonly serviceCodes: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly status: readonly ("open" | "closed")[];
  /** Which page of how many is wanted (the usual extension): the first of all that may be had, unless said. */
  readonly page: number;
  readonly pageSize: number;
};

/** The standard's own bounds: 90 days, a thousand requests. */
const SPAN_DAYS = 90;
export const MOST_REQUESTS = 1_000;
const DAY_MS = 86_400_000;

/** Reads a query; ids override everything else, and a span longer than 90 days is refused. Errors: 400. */
export function readRequestsQuery(
  query: ReadonlyMap<string, string>,
  now: Instant,
): Result<RequestsQuery, readonly GeoReportError[]> {
  const listed = (name: string): readonly string[] =>
    (query.get(name) ?? "")
      .split(",")
      .map((each) => each.trim())
      .filter((each) => each !== "");
  const end = dateOf(query.get("end_date"), now);
  const start = dateOf(
    query.get("start_date"),
    end === undefined ? now : instantFromMillis(millisOf(end) - SPAN_DAYS * DAY_MS),
  );
  const status = listed("status");
  const page = countOf(query.get("page"), 1);
  const pageSize = countOf(query.get("page_size"), MOST_REQUESTS);
  const faults = [
    ...(start === undefined || end === undefined ? ["start_date and end_date must be W3C date-times"] : []),
    ...(status.some((each) => each !== "open" && each !== "closed") ? ["status is open or closed"] : []),
    ...(start !== undefined && end !== undefined && millisOf(end) - millisOf(start) > SPAN_DAYS * DAY_MS
      ? [`at most ${SPAN_DAYS} days can be asked for at once`]
      : []),
    ...(page === undefined || pageSize === undefined || pageSize > MOST_REQUESTS
      ? [`page and page_size are numbers from 1, page_size at most ${MOST_REQUESTS}`]
      : []),
    ...(listed("service_request_id").length > MOST_REQUESTS ? ["too many service_request_id"] : []),
  ];
  if (faults.length > 0 || start === undefined || end === undefined || !page || !pageSize)
    return err(faults.map((description) => ({ code: 400, description })));
  return ok({
    ids: listed("service_request_id"),
    serviceCodes: listed("service_code"),
    from: start,
    to: end,
    status: status.filter((each) => each === "open" || each === "closed"),
    page,
    pageSize,
  });
}

function countOf(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined || text === "") return otherwise;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

function dateOf(text: string | undefined, otherwise: Instant): Instant | undefined {
  if (text === undefined || text === "") return otherwise;
  const read = parseInstant(text);
  return read.ok ? read.value : undefined;
}
