import { digestOf, newSecret } from "../../src/http/sign-in/secrets.ts";
import { testBrowser } from "../../src/http/sign-in/testing/browser.ts";
import type { SessionAnswer } from "#contract";
import { instantFromMillis, millisOf } from "#kernel";
import { personOn, type Person } from "./person.ts";
import type { TestPlatform } from "./test-platform.ts";

/** Who sends a request: the cookie of a session and its token, or nobody. */
export type Visitor = { readonly cookie: string; readonly csrf: string };

export const NOBODY: Visitor = { cookie: "", csrf: "" };

/** Begins a session for an account without its sign-in page: for tests of what comes after signing in. */
export async function enter(site: TestPlatform, account: string): Promise<Visitor> {
  const secret = newSecret();
  const at = site.now();
  await site.platform.signIn.store.keepSession({
    digest: digestOf(secret),
    account,
    data: { demo: true, idToken: null },
    createdAt: at,
    seenAt: at,
    expiresAt: instantFromMillis(millisOf(at) + 8 * 3_600_000),
  });
  const cookie = `yiwang-session=${secret}`;
  const session = await fetch(`${site.url}/api/session`, { headers: { cookie } });
  const { csrf, account: found } = (await session.json()) as SessionAnswer;
  if (found?.id !== account || csrf === null) throw new Error(`${account} has no session`);
  return { cookie, csrf };
}

/** The same visitor as a person of the journeys. */
export function personOf(site: TestPlatform, { cookie, csrf }: Visitor): Person {
  const [name = "", secret = ""] = cookie.split("=");
  const cookies = new Map([[`${new URL(site.url).host} ${name}`, secret]]);
  return personOn(site.url, { ...testBrowser(), cookies }, csrf);
}

/** What is sent beside method and path; `headers` stand over what a page of ours would send. */
export type Sending = {
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** One request as a page of ours sends it; redirects are not followed, and a stream is left after its head. */
export async function ask(
  site: Pick<TestPlatform, "url">,
  { cookie, csrf }: Visitor,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Answer> {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), 30_000);
  const body =
    sending.bytes ?? sending.text ?? (sending.json === undefined ? undefined : JSON.stringify(sending.json));
  try {
    const answer = await fetch(`${site.url}${path}`, {
      method,
      redirect: "manual",
      signal: stop.signal,
      headers: {
        cookie,
        origin: site.url,
        "x-csrf-token": csrf,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...sending.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const isStream = (answer.headers.get("content-type") ?? "").startsWith("text/event-stream");
    const text = isStream ? "" : await answer.text();
    if (isStream) stop.abort();
    return { status: answer.status, headers: answer.headers, body: readBody(text) };
  } finally {
    clearTimeout(limit);
  }
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
