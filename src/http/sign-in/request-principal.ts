import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Principal } from "#access";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { readCookie } from "./cookies.ts";
import type { SignInSetting } from "./options.ts";
import type { SessionRow } from "./ports.ts";
import { csrfTokenOf } from "./secrets.ts";
import { findLiveSession, touchSession } from "./sessions.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who is asking, or null when signed out. */
    principal: Principal | null;
    /** What unsafe requests of this session must carry as `x-csrf-token`; null when signed out. */
    csrfToken: string | null;
    /** Why a cookie that was sent gives no principal. */
    sessionProblem: Problem | null;
    /** Who is asking at a later moment, while the session stands; looking does not keep the session awake. */
    lookAgain: () => Promise<Principal | undefined>;
  }
}

/** Reads the session of every request; afterwards `request.principal` stands. */
export function registerRequestPrincipal(app: FastifyInstance, setting: SignInSetting): void {
  app.decorateRequest("principal", null);
  app.decorateRequest("csrfToken", null);
  app.decorateRequest("sessionProblem", null);
  app.decorateRequest("lookAgain", async () => Promise.resolve(undefined));
  app.addHook("onRequest", async (request) => {
    // Files and pages are everyone's: they need no look-up, and come also while the database is away.
    if (request.url.startsWith("/assets/") || request.is404) return;
    const secret = readCookie(request, "session", setting);
    if (secret === undefined) return;
    const found = await findSignedIn(setting, secret);
    if (!found.ok) {
      request.sessionProblem = found.error;
      return;
    }
    request.principal = found.value.principal;
    await touchSession(setting, found.value.session);
    request.lookAgain = async () => {
      const again = await findSignedIn(setting, secret);
      return again.ok ? again.value.principal : undefined;
    };
    request.csrfToken = csrfTokenOf(secret, setting.csrfKey);
  });
}

type SignedIn = { readonly principal: Principal; readonly session: SessionRow };

async function findSignedIn(setting: SignInSetting, secret: string): Promise<Result<SignedIn, Problem>> {
  const found = await findLiveSession(setting, secret);
  if (found === undefined) return err(problem("SESSION_EXPIRED"));
  const { session, principal } = found;
  if (principal === undefined) return err(problem("SESSION_EXPIRED"));
  if (principal.account.disabledAt !== null) return err(problem("ACCOUNT_DISABLED"));
  return ok({ principal, session });
}

/** The principal of a request that needs one. Errors: SESSION_EXPIRED, ACCOUNT_DISABLED, SIGN_IN_REQUIRED. */
export function requirePrincipal(request: FastifyRequest): Result<Principal, Problem> {
  if (request.principal !== null) return ok(request.principal);
  return err(request.sessionProblem ?? problem("SIGN_IN_REQUIRED"));
}
