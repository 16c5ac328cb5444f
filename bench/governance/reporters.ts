import { randomUUID } from "node:crypto";
import type { LookUpAnswer } from "#contract";
import { AT_TANGGANGZI, REFUSE_HEAP } from "../../test/harness/incidents.ts";
import { ask, type Answered, type Session } from "./requests.ts";

const NOBODY: Session = { cookie: "", csrf: "" };
const { lon, lat } = AT_TANGGANGZI;

/** The channels that take reports without signing in, as `channels.yaml` names whose key opens them. */
export const CHANNELS = ["public", "hotline", "open311", "device"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where reports go, and the keys of those who send them for others. */
export type Desk = { readonly url: string; readonly keys: Readonly<Record<string, string>> };

/** A report under way: what it is known by to whoever sends it, and what was told of it. */
export type Sent = {
  readonly channel: Channel;
  readonly key: string;
  readonly caseNo: string;
  readonly code: string;
  readonly milliseconds: number;
};

/** People describe one thing in words of their own. */
const WORDS = [
  "小区南门外堆着一大堆生活垃圾",
  "南门外面的垃圾没人管，已经发臭",
  "门口一大堆垃圾挡住了人行道",
  "生活垃圾堆在小区南门外路边",
];

/** Not as it should be: what was asked, and what was answered. */
const wrong = (asked: string, { status, body }: Answered): Error =>
  new Error(`${asked}: ${status} ${JSON.stringify(body).slice(0, 200)}`);

/**
 * Reports the one event by a channel, once or twice at the same moment under the same key; both must be told the same
 * case. `from` is the network address. Answers null where the address has sent as much as one may.
 */
export async function reportBy(
  desk: Desk,
  channel: Channel,
  asked: { readonly key: string; readonly number: number; readonly from: string; readonly twice: boolean },
): Promise<Sent | null> {
  const send = (): Promise<Answered> => sendBy[channel](desk, asked);
  const answers = await Promise.all(asked.twice ? [send(), send()] : [send()]);
  const [first] = answers.toSorted((one, other) => one.status - other.status);
  if (first === undefined) throw new Error("nothing was sent");
  const { key } = asked;
  const codes = answers.map(({ body }) => (body as { readonly code?: unknown }).code);
  if (codes.every((code) => code === "REPORTS_TOO_MANY")) return null;
  for (const each of answers) {
    if (each.status < 300 && caseIn(each.body) === caseIn(first.body)) continue;
    // Of a device's message the second is told to be a repetition; it makes no case.
    if (channel === "device" && (each.body as { code?: unknown }).code === "DEVICE_MESSAGE_REPLAYED")
      continue;
    throw wrong(`${channel} ${key}`, each);
  }
  const { queryCode } = first.body as { readonly queryCode?: { readonly code: string } };
  const milliseconds = Math.max(...answers.map((each) => each.milliseconds));
  return { channel, key, caseNo: caseIn(first.body), code: queryCode?.code ?? "", milliseconds };
}

function caseIn(body: unknown): string {
  const [open311] = Array.isArray(body) ? (body as readonly { readonly service_request_id?: string }[]) : [];
  return open311?.service_request_id ?? (body as { readonly caseNo?: string }).caseNo ?? "";
}

type Asked = { readonly key: string; readonly number: number; readonly from: string };

const wordsOf = (number: number): string => WORDS[number % WORDS.length] ?? "";

const sendBy: Readonly<Record<Channel, (desk: Desk, asked: Asked) => Promise<Answered>>> = {
  public: ({ url }, { key, number, from }) =>
    ask(url, NOBODY, "POST", "/api/public/reports", {
      json: { ...REFUSE_HEAP, description: wordsOf(number) },
      headers: { "idempotency-key": key },
      from,
    }),
  hotline: ({ url, keys }, { key, number, from }) =>
    ask(url, NOBODY, "POST", "/api/channels/hotline/tickets", {
      json: {
        number: key,
        kind: "complaint",
        urgent: false,
        receivedAt: new Date().toISOString(),
        dueAt: null,
        class: REFUSE_HEAP.class,
        description: wordsOf(number),
        address: "小区南门外",
        point: { lon, lat },
        community: null,
        caller: { name: "高文博", mobile: "13841200003" },
      },
      headers: { authorization: `Bearer ${keys["city-hotline"]}` },
      from,
    }),
  open311: ({ url, keys }, { key, number, from }) => {
    const fields = new URLSearchParams({
      api_key: keys["city-app"] ?? "",
      service_code: REFUSE_HEAP.class,
      lat: String(lat),
      long: String(lon),
      description: wordsOf(number),
      "attribute[external_id]": key,
    });
    return ask(url, NOBODY, "POST", "/open311/v2/requests.json", {
      bytes: Buffer.from(fields.toString()),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      from,
    });
  },
  device: ({ url, keys }, { key, from }) =>
    ask(url, NOBODY, "POST", "/api/channels/devices/messages", {
      json: { id: key, at: new Date().toISOString(), words: "" },
      headers: { authorization: `Bearer ${keys["camera-tanggangzi-01"]}` },
      from,
    }),
};

/** What a reporter is known by: a number of their own, as each channel writes it. */
export const newKey = (channel: Channel, number: number): string =>
  channel === "public" ? randomUUID() : `${channel}-${number}`;

/** What a reporter is told, by the way that they sent it; null where a channel answers nobody (a device). */
export async function toldTo(
  { url, keys }: Desk,
  sent: Sent,
  from: string,
): Promise<{ readonly reply: string | null; readonly over: boolean } | null> {
  if (sent.channel === "device") return null;
  if (sent.channel === "public") {
    const json = { caseNo: sent.caseNo, code: sent.code };
    const answered = await ask(url, NOBODY, "POST", "/api/public/case", { json, from });
    if (answered.status !== 200) throw wrong(sent.key, answered);
    const { reply, outcomeName } = answered.body as LookUpAnswer;
    return { reply, over: outcomeName !== null };
  }
  if (sent.channel === "hotline") {
    const headers = { authorization: `Bearer ${keys["city-hotline"]}` };
    const path = `/api/channels/hotline/tickets/${sent.key}`;
    const answered = await ask(url, NOBODY, "GET", path, { headers, from });
    if (answered.status !== 200) throw wrong(sent.key, answered);
    const { reply, outcome } = answered.body as { readonly reply: string | null; readonly outcome: unknown };
    return { reply, over: outcome !== null };
  }
  const answered = await ask(url, NOBODY, "GET", `/open311/v2/requests/${sent.caseNo}.json`, { from });
  if (answered.status !== 200) throw wrong(sent.key, answered);
  const [told] = answered.body as readonly {
    readonly status: string;
    readonly status_notes: string | null;
  }[];
  return { reply: told?.status_notes ?? null, over: told?.status === "closed" };
}
