import { connectedLibraries, type TellingOutside } from "./tell-outside.ts";
import { addDuration } from "#process";
import type { Library } from "#district";
import {
  canonicalJson,
  err,
  hashOf,
  isJsonObject,
  millisOf,
  ok,
  problem,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import {
  findDocument,
  findReport,
  findReportFacts,
  findWebhook,
  keepReportBody,
  noteReport,
  reportBefore,
  systemContext,
  type OutsideReport,
} from "#store";
import type { Outbound } from "./call-outside.ts";
import type { Delivery } from "./deliver-outbox.ts";
import { compareWithLibrary } from "./reconcile.ts";
import { reportBody } from "./report-body.ts";

/** Shorter than an order is kept from other workers, so that nobody else sends it meanwhile. */
const TIMEOUT_MS = 8_000;

/**
 * Carries out what is ordered for systems outside: an event to a webhook, a report to a library, a day's comparison
 * with a library.
 */
export function outsideDelivery(telling: TellingOutside): Delivery {
  return async ({ payload, failures }) => {
    const { recipient, event, library, day } = payload;
    if (typeof library === "string" && typeof day === "string")
      return compareWithLibrary(telling, library, day);
    const found = await findReport(telling.store, telling.pack.code, String(recipient), String(event));
    if (found === undefined || found.state === "delivered" || found.state === "dropped") return ok(null);
    const sending = { telling, recipient: String(recipient), report: found, recovered: failures > 0 };
    const to = telling.pack.libraries.get(sending.recipient);
    return to === undefined ? sendToWebhook(sending) : sendToLibrary(sending, to);
  };
}

/** What is waited out however often it fails: it is left to a person by time, not by count. */
export const isWaitedOut = (why: string): boolean => why.startsWith("LIBRARY_AWAY");

/** What no further try mends. */
export const needsPerson = (why: string): boolean =>
  ["LIBRARY_REFUSED", "LIBRARY_GIVEN_UP", "RECONCILIATION_OPEN"].some((code) => why.startsWith(code));

type SendingReport = {
  readonly telling: TellingOutside;
  readonly recipient: string;
  readonly report: OutsideReport;
  readonly recovered: boolean;
};

type Sent = { readonly base: string | undefined } & Pick<
  Parameters<Outbound>[0],
  "address" | "url" | "headers" | "body"
>;

/**
 * Signed as Standard Webhooks 1.0 does, over id, moment and body, so that a receiver can tell who sent it and that it
 * is not an old one sent again. Anything but 2xx is tried again.
 */
async function sendToWebhook(sending: SendingReport): Promise<Result<null | "left", Problem>> {
  const { telling, recipient, report } = sending;
  const { store, pack, sign, now } = telling;
  const hook = await findWebhook(store, pack.code, recipient);
  if (hook === undefined || hook.stoppedAt !== null) return ok(null);
  const base = pack.exchange.addresses[hook.address];
  // An address that the district no longer lists is called no more.
  if (base === undefined)
    return err(problem("WEBHOOK_NOT_TAKEN", { why: `exchange.addresses ${hook.address}` }));
  const body = JSON.stringify(report.body);
  const moment = String(Math.floor(millisOf(now()) / 1000));
  const answer = await post(sending, {
    base,
    address: hook.address,
    url: `${base}${hook.path}`,
    headers: {
      "content-type": "application/cloudevents+json; charset=utf-8",
      "webhook-id": report.event,
      "webhook-timestamp": moment,
      "webhook-signature": `v1,${sign(hook.secret, `${report.event}.${moment}.${body}`)}`,
    },
    body,
  });
  if (answer === "left") return ok("left");
  const state = answer.taken ? "delivered" : "waiting";
  await note(sending, { address: hook.address, state, answer: answer.said, inOrder: false });
  return answer.taken ? ok(null) : err(problem("WEBHOOK_NOT_TAKEN", { why: answer.said }));
}

/**
 * A report in the library's own words, the same at every try and under the same key. What the library names as wrong
 * is left to a person at once; whatever else stands in the way is waited out as long as the library's patience lasts.
 */
async function sendToLibrary(
  sending: SendingReport,
  library: Library,
): Promise<Result<null | "left", Problem>> {
  const { telling, recipient, report } = sending;
  const { store, pack } = telling;
  const base = pack.exchange.addresses[library.address];
  if (base === undefined || !connectedLibraries(pack).includes(library))
    return away(sending, library, "未接入");
  const made = await bodyOf(sending, library);
  if (!made.ok) {
    await note(sending, { address: library.address, state: "waiting", answer: made.error, inOrder: true });
    return away(sending, library, made.error);
  }
  const { event, kind, subject, orderedAt, day } = report;
  const { data, digest } = made.value;
  const previous = await reportBefore(store, pack.code, recipient, event);
  const answer = await post(sending, {
    base,
    address: library.address,
    url: `${base}${library.path}`,
    headers: {
      accept: "application/json",
      "content-type": "application/json; charset=utf-8",
      "idempotency-key": event,
    },
    // Byte for byte the same at every try.
    body: canonicalJson({
      id: event,
      event: kind,
      subject,
      previous,
      occurredAt: orderedAt,
      day,
      digest,
      data,
    }),
  });
  if (answer === "left") return ok("left");
  const refused = answer.taken ? null : namedFaults(answer.status, answer.body);
  await note(sending, {
    address: library.address,
    state: answer.taken ? "delivered" : refused === null ? "waiting" : "refused",
    answer: refused === null ? answer.said : `${answer.said} ${refused}`,
    inOrder: true,
  });
  if (answer.taken) return ok(null);
  if (refused === null) return away(sending, library, answer.said);
  return err(
    problem("LIBRARY_REFUSED", { library: library.name.zh, libraryEn: library.name.en, why: refused }),
  );
}

function away({ telling, report }: SendingReport, library: Library, why: string): Result<never, Problem> {
  const until = addDuration(report.orderedAt, library.patience);
  const isOver = until !== undefined && until <= telling.now();
  const parameters = { library: library.name.zh, libraryEn: library.name.en, why };
  return err(problem(isOver ? "LIBRARY_GIVEN_UP" : "LIBRARY_AWAY", parameters));
}

/** What it says: kept from the first try on, so that every try says the same. */
async function bodyOf(
  { telling, recipient, report }: SendingReport,
  library: Library,
): Promise<Result<{ readonly data: JsonObject; readonly digest: string }, string>> {
  const { store, pack, documentUrl } = telling;
  if (report.body !== null && report.digest !== null) return ok({ data: report.body, digest: report.digest });
  const facts = await findReportFacts(store, pack.code, report.subject, report.seq);
  if (facts === undefined) return err(`${report.subject} ${report.seq}`);
  const id = facts.record?.data["document"];
  const document =
    typeof id === "string" ? await findDocument(store, systemContext(pack.code), { id }) : undefined;
  const { event, kind } = report;
  const made = reportBody({
    pack,
    library,
    report: { id: event, kind },
    facts,
    document: document ?? null,
    documentUrl,
  });
  if (!made.ok) return made;
  const digest = hashOf(made.value);
  await keepReportBody(store, pack.code, { recipient, event, body: made.value, digest });
  return ok({ data: made.value, digest });
}

type Answer = {
  readonly taken: boolean;
  readonly status: number;
  readonly said: string;
  readonly body: string | null;
};

async function post(
  { telling }: SendingReport,
  { address, url, headers, body }: Sent,
): Promise<Answer | "left"> {
  const answer = await telling.send({ address, url, method: "POST", headers, body, timeoutMs: TIMEOUT_MS });
  // This process ends; the order comes back when its time is over.
  if (answer.kind === "stopping") return "left";
  if (answer.kind === "away") return { taken: false, status: 0, said: answer.reason, body: null };
  const { status } = answer;
  return { taken: status >= 200 && status < 300, status, said: String(status), body: answer.body };
}

function note(
  { telling, recipient, report, recovered }: SendingReport,
  tried: Pick<Parameters<typeof noteReport>[2], "address" | "state" | "answer" | "inOrder">,
): Promise<void> {
  const { store, pack, now } = telling;
  return noteReport(store, pack.code, { recipient, event: report.event, at: now(), recovered, ...tried });
}

const MOST_SAID = 300;

/** The fields that a refusal names, `{errors: [{field, message}]}`; null where it names none, or is no refusal. */
function namedFaults(status: number, body: string | null): string | null {
  if (status < 400 || status >= 500 || [408, 425, 429].includes(status)) return null;
  try {
    const told: unknown = JSON.parse(body ?? "");
    const errors = isJsonObject(told) && Array.isArray(told["errors"]) ? told["errors"] : [];
    const named = errors.flatMap((each) =>
      isJsonObject(each) && typeof each["field"] === "string"
        ? [`${each["field"]}：${typeof each["message"] === "string" ? each["message"] : status}`]
        : [],
    );
    return named.length === 0 ? null : named.join("；").slice(0, MOST_SAID);
  } catch {
    return null;
  }
}
