import { instantFromMillis, millisOf, type Instant } from "#kernel";
import type { SignInSetting } from "./options.ts";
import type { SessionRow } from "./ports.ts";
import { digestOf, newSecret } from "./secrets.ts";

/** Seen again within this time is not written down again. */
const TOUCH_MILLIS = 60_000;

/** What a session remembers beside its account. */
export type SessionData = {
  /** Begun with a demo account: worth nothing once the process runs without `--demo`. */
  readonly demo: boolean;
  /** The outside issuer's ID token, to sign out there too. */
  readonly idToken: string | null;
};

/** Begins a session under a new secret, which only the cookie holds; answers the secret. */
export async function beginSession(
  { store, limits, now }: SignInSetting,
  account: string,
  data: SessionData,
): Promise<string> {
  const secret = newSecret();
  const at = now();
  await store.keepSession({
    digest: digestOf(secret),
    account,
    data,
    createdAt: at,
    seenAt: at,
    expiresAt: instantFromMillis(millisOf(at) + limits.wholeHours * 3_600_000),
  });
  return secret;
}

/** The session of a cookie's secret while it lasts, and whose it is; an ended one is removed. */
export async function findLiveSession(
  setting: SignInSetting,
  secret: string,
): ReturnType<SignInSetting["store"]["findSignedIn"]> {
  const { store, now } = setting;
  const digest = digestOf(secret);
  const found = await store.findSignedIn(digest, now());
  if (found === undefined) return undefined;
  if (hasEnded(found.session, now(), setting)) {
    await store.endSession(digest);
    return undefined;
  }
  return found;
}

/** Writes down that a session was used, once a minute at most: it ends when it was long not used. */
export async function touchSession({ store, now }: SignInSetting, row: SessionRow): Promise<void> {
  const at = now();
  if (millisOf(at) - millisOf(row.seenAt) > TOUCH_MILLIS) await store.touchSession(row.digest, at);
}

/** Ends the session of a cookie's secret. */
export async function endSession({ store }: SignInSetting, secret: string): Promise<void> {
  await store.endSession(digestOf(secret));
}

function hasEnded(row: SessionRow, at: Instant, { limits, demo }: SignInSetting): boolean {
  const idle = millisOf(at) - millisOf(row.seenAt) > limits.idleMinutes * 60_000;
  return idle || at >= row.expiresAt || (row.data["demo"] === true && demo === undefined);
}
