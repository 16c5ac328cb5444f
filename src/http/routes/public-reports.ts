import { type Static, Type } from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { actForReporter, REPORTED, reporterPrincipal, takeReport, type Reporter } from "#cases";
import {
  FileAnswer,
  LookUpAnswer,
  ReportActRequest,
  ReportFormAnswer,
  ReportReceiptAnswer,
  ReportRequest,
} from "#contract";
import { openTasks } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findCaseByNo, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requestsUnderWay } from "../requests-under-way.ts";
import { noteAttempt, normalAddress } from "../sign-in/index.ts";
import { keepPhoto } from "../uploads/keep-photo.ts";
import { lookUpAnswer } from "../views/look-up-answer.ts";
import { queryCodeAnswer } from "../views/query-code-answer.ts";
import { wordsField } from "../views/report-acts.ts";
import { reportForm, reportValues } from "../views/report-form.ts";
import { IdempotencyHeaders } from "./apply.ts";
import { lookUp } from "./look-up.ts";

/** A report is known by a number that its sender draws: it is told to nobody else, and opens what was sent under it. */
const ReportPath = Type.Object({
  report: Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }),
});
const PhotoQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) });

const NAME = "随手拍上报人";
const MATERIAL = "photos";

/** 随手拍 without signing in: its form, its photos, the report itself; and what its reporter does afterwards by code. */
export async function registerPublicReportRoutes(app: App, platform: Platform): Promise<void> {
  registerForm(app, platform);
  registerPhotos(app, platform);
  registerReport(app, platform);
  registerActs(app, platform);
}

function registerForm(app: App, platform: Platform): void {
  app.get(
    "/api/public/reports",
    { schema: { response: { 200: ReportFormAnswer } } },
    async (_request, reply) => {
      const form = reportForm(platform);
      return form.ok
        ? reply.send(form.value as Static<typeof ReportFormAnswer>)
        : sendProblem(reply, form.error);
    },
  );
}

function registerPhotos(app: App, platform: Platform): void {
  // The body stays a stream: it goes to where parts are kept as it comes.
  app.addContentTypeParser(/^image\/(jpeg|png)$/, (_request, _body, done) => done(null));
  app.post(
    "/api/public/reports/:report/photos",
    { schema: { params: ReportPath, querystring: PhotoQuery, response: { 200: FileAnswer } } },
    async (request, reply) => {
      const bounded = await countFor(platform, request, "photos");
      if (!bounded.ok) return refuse(reply, bounded.error);
      const { name } = request.query;
      return send(reply, await keepReportPhoto(platform, reporterOf(request.params.report), name, request));
    },
  );
}

/** Refuses a body that was not read: the line is closed, so that the rest of it is not sent for nothing. */
function refuse(reply: FastifyReply, refusal: Problem): FastifyReply {
  return sendProblem(reply.header("connection", "close"), refusal);
}

/** Errors: REPORT_NOT_TAKEN, those of keepPhoto. */
async function keepReportPhoto(
  platform: Platform,
  reporter: Reporter,
  name: string,
  request: FastifyRequest,
): Promise<Result<FileAnswer, Problem>> {
  const { channels } = platform.work.pack;
  if (channels === null) return err(problem("REPORT_NOT_TAKEN"));
  const told = { matter: channels.matter, material: MATERIAL, name };
  return keepPhoto(platform, reporterPrincipal(reporter), told, request);
}

function registerReport(app: App, platform: Platform): void {
  const once = requestsUnderWay<Result<ReportReceiptAnswer, Problem>>();
  app.post(
    "/api/public/reports",
    {
      schema: { headers: IdempotencyHeaders, body: ReportRequest, response: { 200: ReportReceiptAnswer } },
    },
    async (request, reply) => {
      const report = request.headers["idempotency-key"];
      if (report === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const asked = { by: report, asked: JSON.stringify(request.body) };
      const taken = await once(asked, async () => {
        const bounded = await countFor(platform, request, "reports");
        return bounded.ok ? takeIn(platform, report, request.body) : bounded;
      });
      return send(reply, taken);
    },
  );
}

async function takeIn(
  platform: Platform,
  report: string,
  body: ReportRequest,
): Promise<Result<ReportReceiptAnswer, Problem>> {
  const values = reportValues(platform, body);
  if (!values.ok) return values;
  const materials = body.photos.length === 0 ? {} : { [MATERIAL]: body.photos };
  const receipt = await takeReport(platform.work, reporterOf(report), {
    values: values.value,
    materials,
    key: report,
  });
  if (!receipt.ok) return receipt;
  platform.changed();
  const { caseNo, receivedAt, entryHash } = receipt.value;
  return ok({ caseNo, receivedAt, entryHash, queryCode: queryCodeAnswer(platform, caseNo, 0) });
}

function registerActs(app: App, platform: Platform): void {
  const { work } = platform;
  app.post(
    "/api/public/case/acts",
    { schema: { headers: IdempotencyHeaders, body: ReportActRequest, response: { 200: LookUpAnswer } } },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      if (key === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const found = await lookUp(platform, request, request.body);
      if (!found.ok) return sendProblem(reply, found.error);
      const { act, words } = request.body;
      const task = openTasks(found.value.state).find(({ element }) => element === act);
      const field = task === undefined ? undefined : wordsField(work.pack, task);
      const values = { [field?.id ?? "words"]: words.trim() };
      const done = await actForReporter(work, found.value, { element: act, values, key });
      if (!done.ok) return sendProblem(reply, done.error);
      platform.changed();
      const { caseNo } = found.value.head;
      const after = await findCaseByNo(platform.store, systemContext(work.pack.code), caseNo);
      return reply.send(await lookUpAnswer(platform, after ?? found.value));
    },
  );
}

const reporterOf = (report: string): Reporter => ({
  account: `${REPORTED}${report}`,
  name: NAME,
  kind: "resident",
});

/** Counts against what one network address may send; nothing is asked of who sends. Errors: REPORT_NOT_TAKEN, REPORTS_TOO_MANY. */
async function countFor(
  platform: Platform,
  request: FastifyRequest,
  what: "reports" | "photos",
): Promise<Result<null, Problem>> {
  const { channels } = platform.work.pack;
  if (channels === null) return err(problem("REPORT_NOT_TAKEN"));
  const most = channels.perAddress[what];
  const address = `${what} ${normalAddress(request.ip)}`;
  const limits = {
    perAccountAndAddress: most,
    perAddress: most,
    perAccount: most,
    windowMinutes: channels.perAddress.minutes,
    lockedAs: "REPORTS_TOO_MANY",
  } as const;
  const attempt = { login: address, address, at: platform.now() };
  const locked = await noteAttempt(platform.signIn.store, limits, attempt);
  return locked === undefined ? ok(null) : err(locked);
}
