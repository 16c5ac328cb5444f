import { Type } from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { answerByLink, linkPrincipal, lookByLink, type OpenedLink } from "#cases";
import {
  AnswerByLinkRequest,
  AnsweredByLink,
  FileAnswer,
  LinkHeader,
  LinkPage,
  LookByLinkRequest,
} from "#contract";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { equalSecrets, noteAttempt, normalAddress } from "../sign-in/index.ts";
import { keepPhoto } from "../uploads/keep-photo.ts";
import { sendShown } from "../uploads/send-shown.ts";
import { linkPage } from "../views/link-answer.ts";
import { materialsTaken } from "../views/task-form.ts";
import { IdempotencyHeaders } from "./apply.ts";

/** What one link and one network address may ask within a quarter of an hour; its photos are counted too. */
const LIMITS = {
  perAccountAndAddress: 120,
  perAddress: 240,
  perAccount: 120,
  windowMinutes: 15,
  lockedAs: "LINKS_TOO_MANY",
} as const;

const PhotoQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  material: Type.String({ minLength: 1, maxLength: 60 }),
});
const FilePath = Type.Object({ sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }) });

/** What a party without an account does by its link: reads what is asked, sends photos, answers once. */
export function registerPublicLinkRoutes(app: App, platform: Platform): void {
  const { work } = platform;

  app.post(
    "/api/public/links/look",
    { schema: { body: LookByLinkRequest, response: { 200: LinkPage } } },
    async (request, reply) => {
      const id = await linkOf(platform, request, request.body.token);
      if (!id.ok) return sendProblem(reply, id.error);
      const opened = await lookByLink(work, id.value);
      return opened.ok ? send(reply, await pageOf(platform, opened.value)) : sendProblem(reply, opened.error);
    },
  );

  app.get(
    "/api/public/links/files/:sha256",
    { schema: { params: FilePath, headers: LinkHeader } },
    async (request, reply) => {
      const id = await linkOf(platform, request, request.headers["x-link"]);
      if (!id.ok) return sendProblem(reply, id.error);
      const opened = await lookByLink(work, id.value, "photo");
      if (!opened.ok) return sendProblem(reply, opened.error);
      const page = await pageOf(platform, opened.value);
      if (!page.ok) return sendProblem(reply, page.error);
      const { sha256 } = request.params;
      const isShown = page.value.photos.some((each) => each.sha256 === sha256);
      return isShown
        ? sendShown(platform, reply, { sha256 }, "view")
        : sendProblem(reply, problem("FILE_UNKNOWN"));
    },
  );

  app.post(
    "/api/public/links/answer",
    { schema: { headers: IdempotencyHeaders, body: AnswerByLinkRequest, response: { 200: AnsweredByLink } } },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      if (key === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const id = await linkOf(platform, request, request.body.token);
      if (!id.ok) return sendProblem(reply, id.error);
      const done = await answerByLink(work, id.value, { values: request.body.values as JsonObject, key });
      if (!done.ok) return sendProblem(reply, done.error);
      platform.changed();
      return reply.send({
        caseNo: done.value.caseNo,
        said: {
          zh: "已提交，交办单位已收到。链接已失效，可以关闭本页。",
          en: "It was sent and has arrived. The link is used up; you may close this page.",
        },
      });
    },
  );

  registerPhotos(app, platform);
}

/** The body stays a stream: it goes to where parts are kept as it comes. */
function registerPhotos(app: App, platform: Platform): void {
  app.addContentTypeParser(/^image\/(jpeg|png)$/, (_request, _body, done) => done(null));
  app.post(
    "/api/public/links/photos",
    { schema: { querystring: PhotoQuery, headers: LinkHeader, response: { 200: FileAnswer } } },
    async (request, reply) => {
      const kept = await keepLinkPhoto(platform, request, request.query);
      return kept.ok ? send(reply, kept) : refuse(reply, kept.error);
    },
  );
}

/** Refuses a body that may not have been read: the line is closed, so that the rest of it is not sent for nothing. */
const refuse = (reply: FastifyReply, refusal: Problem): FastifyReply =>
  sendProblem(reply.header("connection", "close"), refusal);

async function keepLinkPhoto(
  platform: Platform,
  request: FastifyRequest,
  { name, material }: { readonly name: string; readonly material: string },
): Promise<Result<FileAnswer, Problem>> {
  const id = await linkOf(platform, request, String(request.headers["x-link"] ?? ""));
  if (!id.ok) return id;
  const opened = await lookByLink(platform.work, id.value, "upload");
  if (!opened.ok) return opened;
  const { link, stored, task } = opened.value;
  const schema = platform.work.pack.forms.get(task.formId ?? "")?.schema ?? {};
  if (!materialsTaken(schema).includes(material)) return err(problem("MATERIAL_UNKNOWN", { material }));
  return keepPhoto(platform, linkPrincipal(link), { matter: stored.head.matter, material, name }, request);
}

async function pageOf(platform: Platform, opened: OpenedLink): Promise<Result<LinkPage, Problem>> {
  const { work } = platform;
  const { matter: id } = opened.stored.head;
  const matter = work.pack.matters.get(id);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: id }));
  const plan = await work.planOfCase(opened.stored);
  return plan.ok ? ok(await linkPage(platform, opened, { matter, plan: plan.value })) : plan;
}

/**
 * The link of a token, told by its signature before anything is looked up; every request counts against what the link
 * and the network address may ask. Errors: LINK_WRONG, LINKS_TOO_MANY.
 */
async function linkOf(
  platform: Platform,
  request: FastifyRequest,
  token: string | undefined,
): Promise<Result<string, Problem>> {
  const [id = "", signature = ""] = (token ?? "").trim().split(".");
  const isSigned = id !== "" && equalSecrets(signature, platform.linkSignatureOf(id));
  const address = `link ${normalAddress(request.ip)}`;
  const attempt = { login: isSigned ? `link ${id}` : address, address, at: platform.now() };
  const locked = await noteAttempt(platform.signIn.store, LIMITS, attempt);
  if (locked !== undefined) return err(locked);
  return isSigned ? ok(id) : err(problem("LINK_WRONG"));
}
