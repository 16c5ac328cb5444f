import { instantFromMillis, millisOf } from "#kernel";
import type { SignInSetting } from "./options.ts";
import { digestOf } from "./secrets.ts";

const MODEL = "SignInAttempt";
const MINUTES = 20;

/** One attempt to sign in, between our redirect to the issuer and its answer. */
export type Attempt = {
  readonly verifier: string;
  readonly nonce: string;
  /** The local path to go to afterwards. */
  readonly returnTo: string;
  /** The one-time link that this attempt shall spend, or null. */
  readonly link: string | null;
};

/** Keeps an attempt under its state, bound to the browser that began it. */
export async function keepAttempt(
  { store, now }: SignInSetting,
  state: string,
  browser: string,
  attempt: Attempt,
): Promise<void> {
  await store.putModel({
    model: MODEL,
    id: digestOf(state),
    payload: { ...attempt, browser: digestOf(browser) },
    grantId: null,
    uid: null,
    userCode: null,
    expiresAt: instantFromMillis(millisOf(now()) + MINUTES * 60_000),
    consumedAt: null,
  });
}

/** Takes the attempt of a state: once, and only for the browser that began it. */
export async function takeAttempt(
  { store, now }: SignInSetting,
  state: string,
  browser: string,
): Promise<Attempt | undefined> {
  const row = await store.takeModel(MODEL, digestOf(state), now());
  if (row === undefined || row.payload["browser"] !== digestOf(browser)) return undefined;
  const { verifier, nonce, returnTo, link } = row.payload;
  return {
    verifier: String(verifier),
    nonce: String(nonce),
    returnTo: String(returnTo),
    link: typeof link === "string" ? link : null,
  };
}

/** A path of our own to return to; anything else becomes the home page. */
export function localPath(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !wanted.startsWith("/")) return "/";
  const url = URL.parse(wanted, origin);
  return url === null || url.origin !== origin ? "/" : `${url.pathname}${url.search}${url.hash}`;
}
