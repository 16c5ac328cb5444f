import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { Account } from "#access";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { isAway, sendProblem } from "../problem-answer.ts";
import { keepAttempt, localPath, takeAttempt, type Attempt } from "./attempts.ts";
import { readCookie, removeCookie, writeCookie } from "./cookies.ts";
import { accountOf, recognitionsIn } from "./issuer-account.ts";
import { CALLBACK_PATH } from "./issuer/provider.ts";
import type { SignInSetting } from "./options.ts";
import { messagePage } from "./pages/message-page.ts";
import { sendPage } from "./pages/page.ts";
import type { RelyingParty } from "./relying-party.ts";
import { queryText } from "./query-text.ts";
import { requirePrincipal } from "./request-principal.ts";
import { digestOf, newSecret } from "./secrets.ts";
import { beginSession, endSession } from "./sessions.ts";

const OWN_SCOPE = "openid profile";

type Start = { Querystring: { return?: unknown; link?: unknown } };

/** Signing in (to the issuer and back) and signing out. */
export function registerSignInRoutes(
  scope: FastifyInstance,
  setting: SignInSetting,
  party: RelyingParty,
): void {
  scope.get<Start>("/sign-in", async (request, reply) => {
    // Cookies belong to one host name: whoever came by another one is sent to the public address first.
    if (request.headers.host !== new URL(setting.origin).host)
      return reply.redirect(`${setting.origin}${request.url}`, 302);
    const started = await startAttempt(request, reply, setting, party);
    return started.ok ? reply.redirect(started.value, 302) : sendMessage(reply, setting, started.error);
  });

  scope.get(CALLBACK_PATH, async (request, reply) => {
    const finished = await finishAttempt(request, setting, party);
    if (!finished.ok) return sendMessage(reply, setting, finished.error);
    const { account, attempt, idToken } = finished.value;
    const old = readCookie(request, "session", setting);
    if (old !== undefined) await endSession(setting, old);
    const demo = setting.demo !== undefined;
    const secret = await beginSession(setting, account.id, { demo, idToken: party.own ? null : idToken });
    writeCookie(reply, "session", secret, setting);
    request.log.info({ event: "signedIn", account: account.id }, "signed in");
    return reply.redirect(attempt.returnTo, 303);
  });

  scope.post("/sign-out", async (request, reply) => {
    const secret = readCookie(request, "session", setting);
    const next = secret === undefined ? "/" : await endAtIssuer(secret, setting, party);
    if (secret !== undefined) await endSession(setting, secret);
    setting.signedOut?.();
    removeCookie(reply, "session", setting);
    return reply.send({ next });
  });

  scope.post("/sign-out/everywhere", async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    await setting.store.endSessionsOf(principal.value.account.id);
    setting.signedOut?.();
    removeCookie(reply, "session", setting);
    return reply.send({ next: "/" });
  });
}

async function startAttempt(
  request: FastifyRequest<Start>,
  reply: FastifyReply,
  setting: SignInSetting,
  party: RelyingParty,
): Promise<Result<string, Problem>> {
  const configuration = await party.getConfiguration().catch((error: unknown) => {
    request.log.error({ event: "issuerSilent", err: error }, "the issuer does not answer");
    return undefined;
  });
  if (configuration === undefined) return err(problem("ISSUER_SILENT"));
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const browser = readCookie(request, "browser", setting) ?? newSecret();
  writeCookie(reply, "browser", browser, setting);
  const returnTo = localPath(queryText(request.query.return), setting.origin);
  const link = queryText(request.query.link) ?? null;
  await keepAttempt(setting, state, browser, { verifier, nonce, returnTo, link });
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: `${setting.origin}${CALLBACK_PATH}`,
    scope: party.own ? OWN_SCOPE : (setting.outside?.scope ?? OWN_SCOPE),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    // Our issuer has one client: its own session would only bring back whoever just signed out.
    ...(party.own ? { prompt: "login" } : {}),
  });
  return ok(url.href);
}

type Finished = { readonly account: Account; readonly attempt: Attempt; readonly idToken: string | null };

async function finishAttempt(
  request: FastifyRequest,
  setting: SignInSetting,
  party: RelyingParty,
): Promise<Result<Finished, Problem>> {
  const current = new URL(request.url, setting.origin);
  const state = current.searchParams.get("state");
  const browser = readCookie(request, "browser", setting);
  if (state === null || browser === undefined) return err(problem("SIGN_IN_INTERRUPTED"));
  const attempt = await takeAttempt(setting, state, browser);
  if (attempt === undefined) return err(problem("SIGN_IN_INTERRUPTED"));
  try {
    const tokens = await authorizationCodeGrant(await party.getConfiguration(), current, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const account = await accountOf(setting, party, tokens.claims(), attempt.link);
    if (!account.ok) return account;
    if (setting.outside !== undefined)
      await setting.recognise?.(account.value, recognitionsIn(setting.outside, tokens.claims()));
    return ok({ account: account.value, attempt, idToken: tokens.id_token ?? null });
  } catch (error) {
    if (isAway(error)) throw error;
    request.log.warn({ event: "signInFailed", err: error }, "the issuer's answer was refused");
    return err(problem("SIGN_IN_INTERRUPTED"));
  }
}

/** Where to go so that an outside issuer ends its session too (OpenID RP-Initiated Logout 1.0). */
async function endAtIssuer(secret: string, setting: SignInSetting, party: RelyingParty): Promise<string> {
  if (party.own) return "/";
  const row = await setting.store.findSession(digestOf(secret));
  const idToken = row?.data["idToken"];
  const configuration = await party.getConfiguration().catch(() => undefined);
  if (configuration?.serverMetadata().end_session_endpoint === undefined || typeof idToken !== "string")
    return "/";
  return buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${setting.origin}/`,
  }).href;
}

function sendMessage(reply: FastifyReply, setting: SignInSetting, refusal: Problem): FastifyReply {
  return sendPage(reply, refusal.status, messagePage(setting, refusal));
}
