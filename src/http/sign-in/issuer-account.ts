import type { IDToken } from "openid-client";
import type { Account } from "#access";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findLink, takeLink } from "./one-time-link.ts";
import type { SignInSetting } from "./options.ts";
import type { RelyingParty } from "./relying-party.ts";

/**
 * The account of a verified ID token. Someone an outside issuer vouches for and nobody knows becomes the
 * first administrator with its link, a resident where that is configured, and is refused otherwise.
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
  const newcomer = { issuer: party.issuer, subject };
  const name = typeof claims["name"] === "string" && claims["name"] !== "" ? claims["name"] : subject;
  return link === null
    ? admit(setting, name, newcomer)
    : admitFirstAdministrator(setting, name, newcomer, link);
}

type Newcomer = { readonly issuer: string; readonly subject: string };

async function admit(
  { store, outside, now }: SignInSetting,
  name: string,
  newcomer: Newcomer,
): Promise<Result<Account, Problem>> {
  if (outside?.unknown !== "resident") return err(problem("ACCOUNT_UNKNOWN"));
  return ok(await store.createResident({ name, outside: newcomer, at: now() }));
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
    outside: newcomer,
    at,
  });
}

function active(account: Account | undefined): Result<Account, Problem> {
  if (account === undefined) return err(problem("ACCOUNT_UNKNOWN"));
  return account.disabledAt === null ? ok(account) : err(problem("ACCOUNT_DISABLED"));
}
