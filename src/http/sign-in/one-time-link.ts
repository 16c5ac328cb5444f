import { instantFromMillis, millisOf, type Instant } from "#kernel";
import type { ModelStore, SignInStore } from "./ports.ts";
import { digestOf, newSecret } from "./secrets.ts";

const MODEL = "OneTimeLink";
const HOURS = 24;
const FIRST_ADMINISTRATOR = "first-administrator";

/** What a link is good for, once. */
export type LinkPurpose =
  | { readonly kind: "firstAdministrator" }
  | { readonly kind: "password"; readonly account: string };

type Linking = { readonly store: SignInStore; readonly publicUrl: string; readonly now: () => Instant };

/**
 * The link for the first administrator, or undefined once there is one. It holds for 24 hours, and a new
 * one makes the older worthless; the store keeps its digest only.
 */
export async function firstAdministratorLink(linking: Linking): Promise<string | undefined> {
  if (await linking.store.hasAdministrator()) return undefined;
  return makeLink(linking, { kind: "firstAdministrator" });
}

/** A link with which the holder of an account sets its password, once, within 24 hours. */
export async function passwordLink(linking: Linking, account: string): Promise<string> {
  return makeLink(linking, { kind: "password", account });
}

/** What a link is good for, without spending it. */
export async function findLink(
  store: ModelStore,
  secret: string,
  at: Instant,
): Promise<LinkPurpose | undefined> {
  const row = await store.findModel(MODEL, digestOf(secret), at);
  return row === undefined ? undefined : purposeOf(row.payload);
}

/** Spends a link: of two who try, one succeeds. */
export async function takeLink(
  store: ModelStore,
  secret: string,
  at: Instant,
): Promise<LinkPurpose | undefined> {
  const row = await store.takeModel(MODEL, digestOf(secret), at);
  return row === undefined ? undefined : purposeOf(row.payload);
}

async function makeLink({ store, publicUrl, now }: Linking, purpose: LinkPurpose): Promise<string> {
  const secret = newSecret();
  const grantId = purpose.kind === "password" ? `password/${purpose.account}` : FIRST_ADMINISTRATOR;
  await store.revokeGrant(grantId);
  await store.putModel({
    model: MODEL,
    id: digestOf(secret),
    payload: purpose,
    grantId,
    uid: null,
    userCode: null,
    expiresAt: instantFromMillis(millisOf(now()) + HOURS * 3_600_000),
    consumedAt: null,
  });
  const url = new URL("/sign-in/first", publicUrl);
  url.searchParams.set("link", secret);
  return url.href;
}

function purposeOf({ kind, account }: Readonly<Record<string, unknown>>): LinkPurpose | undefined {
  if (kind === "firstAdministrator") return { kind };
  return kind === "password" && typeof account === "string" ? { kind, account } : undefined;
}
