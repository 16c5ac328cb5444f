import type { IDToken } from "openid-client";
import type { Account } from "#access";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findLink, takeLink } from "./one-time-link.ts";
import type { IssuerRecognition, OutsideIssuer, SignInSetting } from "./options.ts";
import type { RelyingParty } from "./relying-party.ts";

/**
 * The account of a verified ID token. Someone an outside issuer vouches for and nobody knows becomes the
 * first administrator with its link, a resident (or a firm) where that is configured, and is refused otherwise.
 * Errors: ACCOUNT_UNKNOWN, ACCOUNT_DISABLED, ADMINISTRATOR_EXISTS, LOGIN_TAKEN.
 */
export async function accountOf(
  setting: SignInSetting,
  party: RelyingParty,
  claims: IDToken | undefined,
  link: string | null,
): Promise<Result<Account, Problem>> {
  if (claims === undefined) return err(problem("SIGN_IN_INTERRUPTED"));
  const { store, outside } = setting;
  if (party.own || outside === undefined) return active(await store.findAccount(claims.sub));
  const subject = claims[outside.subjectClaim ?? "sub"];
  if (typeof subject !== "string" || subject === "") return err(problem("ACCOUNT_UNKNOWN"));
  const known = await store.findAccountOfIssuer(party.issuer, subject);
  if (known !== undefined) return active(known);
  const newcomer = { issuer: party.issuer, subject, kind: kindOf(outside, claims) };
  const name = typeof claims["name"] === "string" && claims["name"] !== "" ? claims["name"] : subject;
  return link === null
    ? admit(setting, name, newcomer)
    : admitFirstAdministrator(setting, name, newcomer, link);
}

type Newcomer = {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: "resident" | "enterprise";
};

function kindOf({ enterpriseWhen }: OutsideIssuer, claims: IDToken): Newcomer["kind"] {
  if (enterpriseWhen === undefined) return "resident";
  return String(claims[enterpriseWhen.claim]) === enterpriseWhen.value ? "enterprise" : "resident";
}

/** What a verified ID token of a trusted outside issuer says of whose account it is; one claim for each register. */
export function recognitionsIn(
  { knownAs = {} }: OutsideIssuer,
  claims: IDToken | undefined,
): readonly IssuerRecognition[] {
  return Object.entries(knownAs).map(([register, claim]) => {
    const key = claims?.[claim];
    return { register, key: typeof key === "string" && key.trim() !== "" ? key.trim() : null };
  });
}

async function admit(
  { store, outside, now }: SignInSetting,
  name: string,
  { issuer, subject, kind }: Newcomer,
): Promise<Result<Account, Problem>> {
  if (outside?.unknown !== "resident") return err(problem("ACCOUNT_UNKNOWN"));
  return ok(await store.createApplicant({ name, kind, outside: { issuer, subject }, at: now() }));
}

async function admitFirstAdministrator(
  { store, now }: SignInSetting,
  name: string,
  newcomer: Newcomer,
  link: string,
): Promise<Result<Account, Problem>> {
  const at = now();
  const purpose = await findLink(store, link, at);
  if (purpose?.kind !== "firstAdministrator") return err(problem("LINK_SPENT"));
  const taken = await takeLink(store, link, at);
  if (taken === undefined) return err(problem("LINK_SPENT"));
  return store.createFirstAdministrator({
    login: newcomer.subject,
    name,
    password: null,
    outside: { issuer: newcomer.issuer, subject: newcomer.subject },
    at,
  });
}

function active(account: Account | undefined): Result<Account, Problem> {
  if (account === undefined) return err(problem("ACCOUNT_UNKNOWN"));
  return account.disabledAt === null ? ok(account) : err(problem("ACCOUNT_DISABLED"));
}
