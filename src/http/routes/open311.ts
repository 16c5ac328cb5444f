import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { REPORTED, takeReport } from "#cases";
import {
  CONTENT_TYPES,
  formatOf,
  MOST_REQUESTS,
  readPost,
  readRequestsQuery,
  written,
  writtenAlone,
  type Format,
  type GeoReportError,
  type PostedRequest,
  type RequestsQuery,
  type ServiceRequest,
} from "#intake";
import type { Sender } from "#district";
import { err, ok, type Problem, type Result } from "#kernel";
import { findCaseByNo, findCases, listCases, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { senderOf } from "../views/known-sender.ts";
import { classesByKey, publicRequest, servicesOf } from "../views/open311-request.ts";
import { reportValues } from "../views/report-form.ts";

const AT = "/open311/v2";
const FORMATS = ["xml", "json"] as const;
const PAGE = 200;

type Refused = readonly GeoReportError[];

/** Open311 GeoReport v2: what can be reported, reporting it with a key, and what became of it, for anybody. */
export async function registerOpen311Routes(app: App, platform: Platform): Promise<void> {
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, new Map(new URLSearchParams(String(body)))),
  );
  registerServices(app, platform);
  registerRequests(app, platform);
  registerPosts(app, platform);
}

function registerServices(app: App, platform: Platform): void {
  const { pack } = platform.work;
  for (const format of FORMATS)
    app.get(`${AT}/services.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const refused = wrongJurisdiction(platform, queryOf(request));
      if (refused !== undefined) return refuse(reply, format, refused);
      return say(reply, format, written(format, "services", "service", servicesOf(pack, platform.now())));
    });
  app.get<{ Params: { file: string } }>(
    `${AT}/services/:file`,
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, format } = fileOf(request.params.file);
      if (format === undefined) return refuse(reply, "xml", NO_FORMAT);
      const refused = wrongJurisdiction(platform, queryOf(request));
      if (refused !== undefined) return refuse(reply, format, refused);
      if (!classesByKey(pack, platform.now()).has(name))
        return refuse(reply, format, fault(404, "service_code provided was not found"));
      const definition = { service_code: name, attributes: [] };
      return say(reply, format, writtenAlone(format, "service_definition", definition));
    },
  );
}

function registerRequests(app: App, platform: Platform): void {
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

function registerPosts(app: App, platform: Platform): void {
  for (const format of FORMATS)
    app.post(`${AT}/requests.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const taken = await takePosted(platform, request);
      if (!taken.ok) return refuse(reply, format, taken.error);
      platform.changed();
      const notice = "已收到，监督中心核实后立案处置";
      const given = [{ service_request_id: taken.value, service_notice: notice, account_id: "" }];
      return say(reply.code(201), format, written(format, "service_requests", "request", given));
    });
}

async function takePosted(platform: Platform, request: FastifyRequest): Promise<Result<string, Refused>> {
  const fields = request.body instanceof Map ? (request.body as ReadonlyMap<string, string>) : new Map();
  const refused = wrongJurisdiction(platform, new Map([...queryOf(request), ...fields]));
  if (refused !== undefined) return err(refused);
  const sender = senderOf(platform, "open311", fields.get("api_key") ?? "");
  if (sender === undefined) return err(fault(403, "missing or invalid api_key"));
  const posted = readPost(fields);
  if (!posted.ok) return posted;
  const services = classesByKey(platform.work.pack, platform.now());
  if (!services.has(posted.value.serviceCode)) return err(fault(404, "service_code provided was not found"));
  return takeFrom(platform, sender, posted.value);
}

async function takeFrom(
  platform: Platform,
  sender: Sender,
  posted: PostedRequest,
): Promise<Result<string, Refused>> {
  const { pack } = platform.work;
  const values = reportValues(platform, {
    class: posted.serviceCode,
    description: posted.description,
    urgent: false,
    point: posted.point,
    address: posted.address,
    // Where only an address is told, the community is the staff's to find.
    community: pack.code,
    photos: [],
    reporter: { name: posted.name, mobile: posted.phone, confidential: false },
  });
  if (!values.ok) return err(said(values.error));
  const key = posted.senderId === "" ? randomUUID() : posted.senderId;
  const reporter = {
    account: `${REPORTED}${sender.id}:${key}`,
    name: sender.name.zh,
    kind: "resident",
  } as const;
  const report = { values: { ...values.value, source: "open311" }, materials: {}, key };
  const receipt = await takeReport(platform.work, reporter, report);
  return receipt.ok ? ok(receipt.value.caseNo) : err(said(receipt.error));
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
  const { status = [], serviceCodes = [], from, to } = asked;
  const shown = [];
  let cursor: string | undefined;
  do {
    const page = await listCases(store, context, {
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
        page.items.map(({ id }) => id),
      ),
    ).filter(
      (each) =>
        (status.length === 0 || status.includes(each.status)) &&
        (serviceCodes.length === 0 || serviceCodes.includes(each.service_code)),
    );
    shown.push(...wanted);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && shown.length < MOST_REQUESTS);
  return shown
    .toSorted((one, other) => (one.requested_datetime < other.requested_datetime ? 1 : -1))
    .slice(0, MOST_REQUESTS);
}

/** The standard's own: which jurisdiction, where it is told. */
function wrongJurisdiction({ work }: Platform, fields: ReadonlyMap<string, string>): Refused | undefined {
  const own = work.pack.channels?.open311 ?? null;
  if (own === null) return fault(404, "no Open311 endpoint here");
  const told = fields.get("jurisdiction_id") ?? own.jurisdiction;
  return told === own.jurisdiction ? undefined : fault(404, "jurisdiction_id provided was not found");
}

const queryOf = (request: FastifyRequest): ReadonlyMap<string, string> =>
  new Map(new URL(request.url, "http://localhost").searchParams);

const fault = (code: number, description: string): Refused => [{ code, description }];
const NO_FORMAT = fault(404, "ask for .xml or .json");
const said = ({ status, message, next }: Problem): Refused =>
  fault(status, `${message.zh}。${next.zh} ${message.en}. ${next.en}`);

/** `0102.xml` → its name and its format. */
function fileOf(file: string): { readonly name: string; readonly format: Format | undefined } {
  const dot = file.lastIndexOf(".");
  return { name: file.slice(0, Math.max(dot, 0)), format: formatOf(file.slice(dot + 1)) };
}

function say(reply: FastifyReply, format: Format, text: string): FastifyReply {
  return reply.type(CONTENT_TYPES[format]).send(text);
}

function refuse(reply: FastifyReply, format: Format, errors: Refused): FastifyReply {
  const status = errors[0]?.code ?? 400;
  return say(reply.code(status), format, written(format, "errors", "error", errors));
}
