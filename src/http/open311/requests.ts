import { MOST_REQUESTS, readRequestsQuery, written, type RequestsQuery, type ServiceRequest } from "#intake";
import { findCaseByNo, findCases, listCases, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { classesByKey, publicRequest } from "../views/open311-request.ts";
import { AT, fault, fileOf, FORMATS, NO_FORMAT, queryOf, refuse, say, wrongJurisdiction } from "./answers.ts";

const PAGE = 200;

/** What became of requests, for anybody. */
export function registerRequests(app: App, platform: Platform): void {
  for (const format of FORMATS)
    app.get(`${AT}/requests.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const query = queryOf(request);
      const refused = wrongJurisdiction(platform, query);
      if (refused !== undefined) return refuse(reply, format, refused);
      const asked = readRequestsQuery(query, platform.now());
      if (!asked.ok) return refuse(reply, format, asked.error);
      const found = await findRequests(platform, asked.value);
      return say(reply, format, written(format, "service_requests", "request", found));
    });
  app.get<{ Params: { file: string } }>(
    `${AT}/requests/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, format } = fileOf(request.params.file);
      if (format === undefined) return refuse(reply, "xml", NO_FORMAT);
      const refused = wrongJurisdiction(platform, queryOf(request));
      if (refused !== undefined) return refuse(reply, format, refused);
      const found = await findRequests(platform, { ids: [name] });
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
  asked: Pick<RequestsQuery, "ids"> & Partial<RequestsQuery>,
): Promise<readonly ServiceRequest[]> {
  const { store, work } = platform;
  const { pack } = work;
  const context = systemContext(pack.code);
  const classes = classesByKey(pack, platform.now());
  const show = (cases: Awaited<ReturnType<typeof findCases>>) =>
    cases.flatMap((stored) => {
      const shown = publicRequest(pack, classes, stored);
      return shown === undefined ? [] : [shown];
    });
  if (asked.ids.length > 0) {
    const found = [];
    for (const id of asked.ids) {
      const stored = await findCaseByNo(store, context, id);
      if (stored !== undefined) found.push(stored);
    }
    return show(found);
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
    const wanted = show(
      await findCases(
        store,
        context,
        rows.items.map(({ id }) => id),
      ),
    ).filter(
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
