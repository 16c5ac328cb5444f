import type { FastifyRequest } from "fastify";
import {
  actForReporter,
  commentNo,
  isCommentKept,
  keepComment,
  reporterPrincipal,
  type Comment,
  type StoredCase,
} from "#cases";
import type { Sender } from "#district";
import { openTasks, type OpenTask } from "#engine";
import {
  MOST_REQUESTS,
  readPostedUpdate,
  readRequestsQuery,
  written,
  type PostedUpdate,
  type RequestUpdate,
} from "#intake";
import { err, ok, problem, type Result } from "#kernel";
import { findCaseByNo, findCases, listMovedCases, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { isReportOf, mediaUrlOf, openFilesOf, PHOTOS } from "../views/open311-media.ts";
import { classesByKey, publicRequest } from "../views/open311-request.ts";
import { updatesOf } from "../views/open311-updates.ts";
import { wordsField } from "../views/report-acts.ts";
import {
  askedBy,
  AT,
  fault,
  FORMATS,
  queryOf,
  refuse,
  said,
  say,
  wrongJurisdiction,
  type Refused,
} from "./answers.ts";
import { keepMedia, mediaOf, postedBy, type PostedBody } from "./posted-body.ts";

const LIST = "service_request_updates";
const ONE = "request_update";

/**
 * Updates of requests, as the usual extension of GeoReport v2 has them: what happened, for anybody, and what a reporter
 * said afterwards, by the key that sent the request.
 */
export function registerUpdates(app: App, platform: Platform): void {
  for (const format of FORMATS) {
    const path = `${AT}/servicerequestupdates.${format}`;
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      const found = await findUpdates(platform, queryOf(request));
      return found.ok
        ? say(reply, format, written(format, LIST, ONE, found.value))
        : refuse(reply, format, found.error);
    });
    app.post(path, { schema: { hide: true } }, async (request, reply) => {
      const taken = await takeUpdate(platform, request);
      if (!taken.ok) return refuse(reply, format, taken.error);
      platform.changed();
      return say(reply, format, written(format, LIST, ONE, [{ update_id: taken.value }]));
    });
  }
}

/** What happened within a time, the first of it first; at most a thousand, so who asks goes on from the last. */
async function findUpdates(
  platform: Platform,
  query: ReadonlyMap<string, string>,
): Promise<Result<readonly RequestUpdate[], Refused>> {
  const { store, work } = platform;
  const { pack } = work;
  const refused = wrongJurisdiction(platform, query);
  if (refused !== undefined) return err(refused);
  const sender = askedBy(platform, query);
  if (!sender.ok) return sender;
  const asked = readRequestsQuery(query, platform.now());
  if (!asked.ok) return asked;
  const { from, to, ids } = asked.value;
  const context = systemContext(pack.code);
  const matter = pack.channels?.matter ?? "";
  const { entries, completeTo } = await listMovedCases(store, context, {
    matter,
    from,
    to,
    most: MOST_REQUESTS,
  });
  const classes = classesByKey(pack, platform.now());
  const cases = (await findCases(store, context, [...entries.keys()])).filter(
    (stored) =>
      publicRequest(pack, classes, stored) !== undefined &&
      (ids.length === 0 || ids.includes(stored.head.caseNo)),
  );
  const files = await openFilesOf(platform, cases);
  const updates = cases.flatMap((stored) => {
    const own = sender.value !== null && isReportOf(stored, sender.value);
    const of = updatesOf(pack, stored, entries.get(stored.id) ?? [], own);
    const last = of.findLast(({ status }) => status === "closed");
    const photo = mediaUrlOf(platform, stored, files.get(stored.id) ?? [], false);
    return of.map((each) => ({ ...each, media_url: each === last ? photo : "" }));
  });
  return ok(
    updates
      .filter(
        ({ updated_datetime: at }) => at >= from && at < to && (completeTo === null || at <= completeTo),
      )
      .toSorted((one, other) => (one.updated_datetime < other.updated_datetime ? -1 : 1))
      .slice(0, MOST_REQUESTS),
  );
}

/** Answers the number under which it is kept. */
async function takeUpdate(platform: Platform, request: FastifyRequest): Promise<Result<string, Refused>> {
  const by = postedBy(platform, request);
  if (!by.ok) return by;
  const { sender, body } = by.value;
  const update = readPostedUpdate(body.fields);
  if (!update.ok) return update;
  const context = systemContext(platform.work.pack.code);
  const stored = await findCaseByNo(platform.store, context, update.value.requestId);
  // A request that another system sent is none of this one's: it learns not even that it is there.
  if (stored === undefined || !isReportOf(stored, sender))
    return err(fault(404, "service_request_id provided was not found"));
  return keepUpdate(platform, sender, stored, update.value, body);
}

/**
 * Where the case waits for its reporter, the words are the answer; where it is closed and may be reopened, and the update
 * says that it is open, they ask for that. The case is acted on first: sent again after a fall in between, the words are
 * still kept, and nothing is done twice.
 */
async function keepUpdate(
  platform: Platform,
  sender: Sender,
  stored: StoredCase,
  update: PostedUpdate,
  body: PostedBody,
): Promise<Result<string, Refused>> {
  const { work } = platform;
  const { updateId: key, description: words, updatedAt: saidAt } = update;
  const no = commentNo(stored, key);
  if (await isCommentKept(work, stored, key)) return ok(no);
  if (stored.head.closedAt !== null) return err(said(problem("REPORT_ACT_OVER")));
  const task = openTasks(stored.state).find(
    ({ candidateGroups, optional }) => candidateGroups.includes("applicant") && (!optional || update.isOpen),
  );
  let kind: Comment["kind"] = "comment";
  let left = body.mediaUrls;
  if (task !== undefined) {
    const found = await mediaOf(platform, sender, body);
    if (!found.ok) return found;
    left = found.value.left;
    const acted = await act(platform, stored, task, { key, words, media: found.value.media });
    if (!acted.ok) return acted;
    kind = task.optional ? "reopened" : "answered";
  } else if (body.media.length > 0) return err(fault(422, NO_PHOTOS));
  const mediaUrl = left.length === 0 ? null : left.join(" ").slice(0, 1000);
  const kept = await keepComment(work, stored, {
    key,
    kind,
    words,
    saidAt,
    sender: sender.name.zh,
    mediaUrl,
  });
  // Where the same update came twice at once, the other kept it.
  if (!kept.ok && !(await isCommentKept(work, stored, key))) return err(said(kept.error));
  return ok(no);
}

const NO_PHOTOS =
  "现在不收照片：请只发文字，或者另发一个请求。 photos are not taken now: send the words alone, or another request";

async function act(
  platform: Platform,
  stored: StoredCase,
  task: OpenTask,
  sent: { readonly key: string; readonly words: string; readonly media: PostedBody["media"] },
): Promise<Result<null, Refused>> {
  const { applicant, applicantName } = stored.head;
  const reporter = reporterPrincipal({ account: applicant, name: applicantName, kind: "resident" });
  const photos = await keepMedia(platform, reporter, sent.media);
  if (!photos.ok) return photos;
  const field = wordsField(platform.work.pack, task);
  const done = await actForReporter(platform.work, stored, {
    element: task.element,
    values: {
      [field?.id ?? "words"]: sent.words,
      ...(photos.value.length === 0 ? {} : { materials: { [PHOTOS]: [...photos.value] } }),
    },
    key: `update ${sent.key}`,
  });
  return done.ok ? ok(null) : err(said(done.error));
}
