import type { StoredCase } from "#cases";
import type { Sender } from "#district";
import { MOST_REQUESTS, readRequestsQuery, written, type RequestsQuery, type ServiceRequest } from "#intake";
import { findCaseByNo, findCases, listCases, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { isReportOf, mediaUrlOf, openFilesOf } from "../views/open311-media.ts";
import { classesByKey, publicRequest } from "../views/open311-request.ts";
import {
  askedBy,
  AT,
  fault,
  fileOf,
  FORMATS,
  NO_FORMAT,
  queryOf,
  refuse,
  say,
  wrongJurisdiction,
} from "./answers.ts";

const PAGE = 200;

/** What became of requests, for anybody. */
export function registerRequests(app: App, platform: Platform): void {
  for (const format of FORMATS)
    app.get(`${AT}/requests.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const query = queryOf(request);
      const refused = wrongJurisdiction(platform, query);
      if (refused !== undefined) return refuse(reply, format, refused);
      const sender = askedBy(platform, query);
      if (!sender.ok) return refuse(reply, format, sender.error);
      const asked = readRequestsQuery(query, platform.now());
      if (!asked.ok) return refuse(reply, format, asked.error);
      const found = await findRequests(platform, sender.value, asked.value);
      return say(reply, format, written(format, "service_requests", "request", found));
    });
  app.get<{ Params: { file: string } }>(
    `${AT}/requests/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, format } = fileOf(request.params.file);
      if (format === undefined) return refuse(reply, "xml", NO_FORMAT);
      const query = queryOf(request);
      const refused = wrongJurisdiction(platform, query);
      if (refused !== undefined) return refuse(reply, format, refused);
      const sender = askedBy(platform, query);
      if (!sender.ok) return refuse(reply, format, sender.error);
      const found = await findRequests(platform, sender.value, { ids: [name] });
      if (found.length === 0)
        return refuse(reply, format, fault(404, "service_request_id provided was not found"));
      return say(reply, format, written(format, "service_requests", "request", found));
    },
  );
  // A request has its number at once, so its token is its number.
  app.get<{ Params: { file: string } }>(
    `${AT}/tokens/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, format } = fileOf(request.params.file);
      if (format === undefined) return refuse(reply, "xml", NO_FORMAT);
      const stored = await findCaseByNo(platform.store, systemContext(platform.work.pack.code), name);
      if (stored === undefined || stored.head.matter !== platform.work.pack.channels?.matter)
        return refuse(reply, format, fault(404, "token provided was not found"));
      const known = [{ service_request_id: name, token: name }];
      return say(reply, format, written(format, "service_requests", "request", known));
    },
  );
}

/** Cases that the public may see, by number or by what a query asks. */
async function findRequests(
  platform: Platform,
  sender: Sender | null,
  asked: Pick<RequestsQuery, "ids"> & Partial<RequestsQuery>,
): Promise<readonly ServiceRequest[]> {
  const { store, work, now } = platform;
  const { pack } = work;
  const context = systemContext(pack.code);
  const classes = classesByKey(pack, now());
  if (asked.ids.length > 0) {
    const found = [];
    for (const id of asked.ids) {
      const stored = await findCaseByNo(store, context, id);
      if (stored !== undefined) found.push(stored);
    }
    return shownRequests(platform, sender, classes, found);
  }
  const { status = [], serviceCodes = [], from, to, page = 1, pageSize = MOST_REQUESTS } = asked;
  const shown = [];
  let cursor: string | undefined;
  do {
    const rows = await listCases(store, context, {
      matter: pack.channels?.matter ?? "",
      limit: PAGE,
      ...(from === undefined ? {} : { receivedFrom: from }),
      ...(to === undefined ? {} : { receivedTo: to }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const ids = rows.items.map(({ id }) => id);
    const read = await shownRequests(platform, sender, classes, await findCases(store, context, ids));
    const wanted = read.filter(
      (each) =>
        (status.length === 0 || status.includes(each.status)) &&
        (serviceCodes.length === 0 || serviceCodes.includes(each.service_code)),
    );
    shown.push(...wanted);
    cursor = rows.next ?? undefined;
  } while (cursor !== undefined && shown.length < page * pageSize);
  return shown
    .toSorted((one, other) => (one.requested_datetime < other.requested_datetime ? 1 : -1))
    .slice((page - 1) * pageSize, page * pageSize);
}

async function shownRequests(
  platform: Platform,
  sender: Sender | null,
  classes: ReturnType<typeof classesByKey>,
  cases: readonly StoredCase[],
): Promise<readonly ServiceRequest[]> {
  const files = await openFilesOf(platform, cases);
  return cases.flatMap((stored) => {
    const shown = publicRequest(platform.work.pack, classes, stored);
    if (shown === undefined) return [];
    const own = sender !== null && isReportOf(stored, sender);
    return [{ ...shown, media_url: mediaUrlOf(platform, stored, files.get(stored.id) ?? [], own) }];
  });
}
