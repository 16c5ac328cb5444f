import { Type, type Static } from "typebox";
import type { FastifyRequest } from "fastify";
import { storeContextOf } from "#access";
import {
  mergedIntoOf,
  reachCase,
  recordExclusion,
  recordRevisit,
  REPORTED,
  reporterPrincipal,
  takeReport,
  type Reporter,
  type StoredCase,
} from "#cases";
import {
  ChannelsAnswer,
  DeviceAnswer,
  DeviceMessage,
  ExclusionRequest,
  RevisitRequest,
  HotlineTicketAnswer,
  HotlineTicketRequest,
} from "#contract";
import { stateName, type DistrictPack, type Sender } from "#district";
import { err, millisOf, ok, parseInstant, problem, type Problem, type Result } from "#kernel";
import { findCase, findRecord, listCases, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { senderOf } from "../views/known-sender.ts";
import { replyOf } from "../views/report-acts.ts";
import { reportValues } from "../views/report-form.ts";
import { requireAdministrator } from "./administrator.ts";

const TicketPath = Type.Object({ number: Type.String({ maxLength: 60 }) });

/** What other systems and devices report with a key of theirs: hotline tickets, and what devices see. */
export function registerChannelRoutes(app: App, platform: Platform): void {
  registerTickets(app, platform);
  registerRevisits(app, platform);
  registerExclusions(app, platform);
  registerDevices(app, platform);
  registerKeys(app, platform);
}

function registerTickets(app: App, platform: Platform): void {
  app.post(
    "/api/channels/hotline/tickets",
    { schema: { body: HotlineTicketRequest, response: { 200: HotlineTicketAnswer } } },
    async (request, reply) => {
      const sender = requireSender(platform, request, "hotline");
      if (!sender.ok) return sendProblem(reply, sender.error);
      return send(reply, await takeTicket(platform, sender.value, request.body));
    },
  );
  app.get(
    "/api/channels/hotline/tickets/:number",
    { schema: { params: TicketPath, response: { 200: HotlineTicketAnswer } } },
    async (request, reply) => {
      const sender = requireSender(platform, request, "hotline");
      if (!sender.ok) return sendProblem(reply, sender.error);
      const { number } = request.params;
      const stored = await findReported(platform, reporterOf(sender.value, number, "resident"));
      if (stored === undefined) return sendProblem(reply, problem("TICKET_UNKNOWN", { number }));
      return reply.send(ticketAnswer(platform.work.pack, number, stored));
    },
  );
}

const REUSED = "IDEMPOTENCY_KEY_REUSED";

/** One case a ticket, however often it is sent; what it said first counts. */
async function takeTicket(
  platform: Platform,
  sender: Sender,
  ticket: HotlineTicketRequest,
): Promise<Result<HotlineTicketAnswer, Problem>> {
  const { number } = ticket;
  const reporter = reporterOf(sender, number, "resident");
  const before = await findReported(platform, reporter);
  if (before !== undefined) return ok(ticketAnswer(platform.work.pack, number, before));
  const values = reportValues(platform, {
    class: ticket.class,
    description: ticket.description,
    urgent: ticket.urgent,
    point: ticket.point,
    address: ticket.address,
    // Where the city says no community, it is the staff's to find.
    community: ticket.community ?? platform.work.pack.code,
    photos: [],
    // Who calls a hotline is never told to who handles it; a whistle-blower's report is kept confidential throughout.
    reporter: { ...ticket.caller, confidential: ticket.kind === "whistle" },
  });
  if (!values.ok) return values;
  const { receivedAt, dueAt, kind } = ticket;
  const upstream = { number, kind, receivedAt, ...(dueAt === null ? {} : { dueAt }) };
  const taken = await takeReport(platform.work, reporter, {
    values: { ...values.value, source: "hotline", upstream },
    materials: {},
    key: `ticket ${number}`,
  });
  // Sent twice at one moment in other words: the one that was first counts.
  if (!taken.ok && taken.error.code !== REUSED) return taken;
  platform.changed();
  const stored = await findReported(platform, reporter);
  return stored === undefined
    ? err(problem("TICKET_UNKNOWN", { number }))
    : ok(ticketAnswer(platform.work.pack, number, stored));
}

function registerRevisits(app: App, platform: Platform): void {
  app.post(
    "/api/channels/hotline/tickets/:number/revisit",
    { schema: { params: TicketPath, body: RevisitRequest, response: { 200: HotlineTicketAnswer } } },
    async (request, reply) => {
      const sender = requireSender(platform, request, "hotline");
      if (!sender.ok) return sendProblem(reply, sender.error);
      const { number } = request.params;
      const reporter = reporterOf(sender.value, number, "resident");
      const stored = await findReported(platform, reporter);
      if (stored === undefined) return sendProblem(reply, problem("TICKET_UNKNOWN", { number }));
      const { solved } = request.body;
      const words = request.body.words.trim();
      const found = { ...request.body, ticket: number, words };
      const kept = await recordRevisit(platform.work, stored.head.caseNo, found);
      if (!kept.ok) return sendProblem(reply, kept.error);
      if (solved === false) await reopen(platform, stored, words);
      platform.changed();
      return reply.send(
        ticketAnswer(platform.work.pack, number, (await findReported(platform, reporter)) ?? stored),
      );
    },
  );
}

/** The register of what we asked the city to exclude (剔除申诉), by the ticket's number. */
const EXCLUSIONS = "hotline-exclusions";

function registerExclusions(app: App, platform: Platform): void {
  app.post(
    "/api/channels/hotline/tickets/:number/exclusion",
    { schema: { params: TicketPath, body: ExclusionRequest, response: { 200: HotlineTicketAnswer } } },
    async (request, reply) => {
      const sender = requireSender(platform, request, "hotline");
      if (!sender.ok) return sendProblem(reply, sender.error);
      const { number } = request.params;
      const stored = await findReported(platform, reporterOf(sender.value, number, "resident"));
      if (stored === undefined) return sendProblem(reply, problem("TICKET_UNKNOWN", { number }));
      const told = await tellExclusion(platform, number, request.body);
      if (!told.ok) return sendProblem(reply, told.error);
      const { accepted: excluded } = request.body;
      const kept = await recordExclusion(platform.work, stored.head.caseNo, { ticket: number, excluded });
      if (!kept.ok) return sendProblem(reply, kept.error);
      platform.changed();
      return reply.send(ticketAnswer(platform.work.pack, number, stored));
    },
  );
}

/** Brings the city's answer to the case that asked for it. Errors: EXCLUSION_NOT_ASKED. */
async function tellExclusion(
  { work, store }: Platform,
  number: string,
  { accepted, words }: ExclusionRequest,
): Promise<Result<null, Problem>> {
  const record = await findRecord(store, systemContext(work.pack.code), EXCLUSIONS, number);
  const asked = record !== undefined && (record.status === "asked" || record.status === "appealed");
  const caseNo = record?.data["caseNo"];
  if (!asked || typeof caseNo !== "string") return err(problem("EXCLUSION_NOT_ASKED", { number }));
  const reached = await reachCase(work, caseNo, {
    kind: "correlateMessage",
    name: "hotline-exclusion-answered",
    key: number,
    variables: { accepted, words: words.trim() },
    actor: { kind: "system", name: "message" },
  });
  return reached.ok ? ok(null) : reached;
}

/** The case that was handled for it: its own, or the one at the root of what it was merged into (并案). */
async function mainCaseOf(platform: Platform, stored: StoredCase): Promise<StoredCase> {
  const into = mergedIntoOf(stored);
  const system = systemContext(platform.work.pack.code);
  const main = into === null ? undefined : await findCase(platform.store, system, into);
  return main === undefined ? stored : mainCaseOf(platform, main);
}

/** Opens the case again while its window lasts; afterwards what was found only stands recorded. */
async function reopen(platform: Platform, stored: StoredCase, words: string): Promise<void> {
  const { work } = platform;
  const main = await mainCaseOf(platform, stored);
  const { caseNo } = main.head;
  const reason = words === "" ? "热线回访：诉求人认为没有解决" : words;
  await reachCase(work, main.id, {
    kind: "correlateMessage",
    name: "incident-reopened",
    key: caseNo,
    variables: { reason },
    actor: { kind: "system", name: "message" },
  });
}

function registerDevices(app: App, platform: Platform): void {
  app.post(
    "/api/channels/devices/messages",
    { schema: { body: DeviceMessage, response: { 200: DeviceAnswer } } },
    async (request, reply) => {
      const sender = requireSender(platform, request, "device");
      if (!sender.ok) return sendProblem(reply, sender.error);
      return send(reply, await takeMessage(platform, sender.value, request.body));
    },
  );
}

/** Errors: DEVICE_TIME_OFF, DEVICE_MESSAGE_REPLAYED, those of takeReport. */
async function takeMessage(
  platform: Platform,
  device: Sender,
  { id, at, words }: DeviceMessage,
): Promise<Result<DeviceAnswer, Problem>> {
  const minutes = platform.work.pack.channels?.deviceWindowMinutes ?? 0;
  const told = parseInstant(at);
  const off = told.ok ? Math.abs(millisOf(told.value) - millisOf(platform.now())) : Number.POSITIVE_INFINITY;
  if (off > minutes * 60_000) return err(problem("DEVICE_TIME_OFF", { minutes }));
  const reporter = reporterOf(device, id, "staff");
  if ((await findReported(platform, reporter)) !== undefined)
    return err(problem("DEVICE_MESSAGE_REPLAYED", { id }));
  const values = reportValues(platform, {
    class: device.class,
    description: words.trim().length < 2 ? device.name.zh : words,
    urgent: false,
    point: device.place,
    address: device.place?.address ?? "",
    community: null,
    photos: [],
    reporter: { name: "", mobile: "", confidential: false },
  });
  if (!values.ok) return values;
  const taken = await takeReport(platform.work, reporter, {
    values: { ...values.value, source: "device", happenedAt: at },
    materials: {},
    key: `message ${id}`,
  });
  if (!taken.ok) return taken.error.code === REUSED ? err(problem("DEVICE_MESSAGE_REPLAYED", { id })) : taken;
  platform.changed();
  return ok({ id, caseNo: taken.value.caseNo });
}

function registerKeys(app: App, platform: Platform): void {
  app.get(
    "/api/admin/channels",
    { schema: { response: { 200: ChannelsAnswer } } },
    async (request, reply) => {
      const admin = requireAdministrator(request);
      if (!admin.ok) return sendProblem(reply, admin.error);
      const senders = (platform.work.pack.channels?.senders ?? []).map((sender) => ({
        id: sender.id,
        name: sender.name,
        channel: sender.channel,
        issue: sender.issue,
        key: platform.senderKeyOf(sender),
      }));
      return reply.send({ senders } as Static<typeof ChannelsAnswer>);
    },
  );
}

/** The sender by the key that it carries as a bearer token. Errors: CHANNEL_KEY_WRONG. */
function requireSender(
  platform: Platform,
  request: FastifyRequest,
  channel: Sender["channel"],
): Result<Sender, Problem> {
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const found = senderOf(platform, channel, key);
  return found === undefined ? err(problem("CHANNEL_KEY_WRONG")) : ok(found);
}

const reporterOf = (sender: Sender, id: string, kind: Reporter["kind"]): Reporter => ({
  account: `${REPORTED}${sender.id}:${id}`,
  name: sender.name.zh,
  kind,
});

/** The case that was reported under what its sender calls it. */
async function findReported({ store, work }: Platform, reporter: Reporter): Promise<StoredCase | undefined> {
  const context = storeContextOf(reporterPrincipal(reporter), work.pack.code);
  const { items } = await listCases(store, context, { own: true, limit: 1 });
  const [row] = items;
  return row === undefined ? undefined : findCase(store, context, row.id);
}

function ticketAnswer(pack: DistrictPack, number: string, stored: StoredCase): HotlineTicketAnswer {
  const { head } = stored;
  const state = head.state ?? "received";
  return {
    number,
    caseNo: head.caseNo,
    receivedAt: head.receivedAt,
    state,
    stateName: stateName(pack, head.matter, state),
    outcome: head.outcome,
    returned: head.outcome === "notRegistered",
    reply: replyOf(stored),
    dueAt: head.dueAt,
    closedAt: head.closedAt,
  };
}
