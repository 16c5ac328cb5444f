import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { isProblem, problem } from "#kernel";
import { registerCsrf } from "./csrf.ts";
import { registerFirstRoutes } from "./first-routes.ts";
import { registerInteractionRoutes } from "./issuer/interaction-routes.ts";
import { readIssuerKeys, readKeptSecret } from "./issuer/keys.ts";
import { mountIssuer } from "./issuer/mount.ts";
import { makeProvider } from "./issuer/provider.ts";
import { normalAddress } from "./lockout.ts";
import { DEFAULT_LIMITS, type SignInOptions, type SignInSetting } from "./options.ts";
import { isAway, problemOf, RETRY_AFTER, sendProblem } from "../problem-answer.ts";
import { messagePage } from "./pages/message-page.ts";
import { sendPage } from "./pages/page.ts";
import { registerStyle } from "./pages/style.ts";
import { outsideRelyingParty, ownRelyingParty } from "./relying-party.ts";
import { registerRequestPrincipal } from "./request-principal.ts";
import { registerSecurityHeaders } from "./security-headers.ts";
import { registerSignInRoutes } from "./sign-in-routes.ts";

/**
 * Guards an app and lets people sign in. Call it on the root, before any other route: afterwards every
 * answer has strict headers, `request.principal` stands, and forged unsafe requests are refused.
 *
 * Routes: GET /sign-in?return=/path, GET /sign-in/callback, POST /sign-out and /sign-out/everywhere
 * (answer `{next}`), GET and POST /sign-in/first, and with our own issuer /oidc/* and /sign-in/account/:uid.
 */
export async function registerSignIn(app: FastifyInstance, options: SignInOptions): Promise<void> {
  const setting = await settingOf(options);
  if (!app.hasRequestDecorator("cookies")) await app.register(cookie);
  registerSecurityHeaders(app, setting);
  registerRequestPrincipal(app, setting);
  registerCsrf(app, setting);
  const keys = setting.outside === undefined ? await readIssuerKeys(setting.store) : undefined;
  const provider = keys === undefined ? undefined : await makeProvider(setting, keys);
  if (provider !== undefined) await mountIssuer(app, setting, provider);
  const party =
    setting.outside === undefined
      ? ownRelyingParty(app, setting, keys?.clientSecret ?? "")
      : outsideRelyingParty(setting.outside);
  await app.register(async (scope) => {
    await limitRequests(scope, setting);
    // Pages and redirects for people; the interface's description is for programs.
    scope.addHook("onRoute", (route) => {
      route.schema = { ...route.schema, hide: true };
    });
    answerWithPages(scope, setting);
    registerStyle(scope);
    registerSignInRoutes(scope, setting, party);
    await scope.register(async (forms) => {
      readFormsOnly(forms);
      registerFirstRoutes(forms, setting);
      if (provider !== undefined) registerInteractionRoutes(forms, setting, provider);
    });
  });
}

async function settingOf(options: SignInOptions): Promise<SignInSetting> {
  const { origin, protocol } = new URL(options.publicUrl);
  return {
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    origin,
    secure: protocol === "https:",
    csrfKey: await readKeptSecret(options.store, "sign-in/csrf-key"),
  };
}

async function limitRequests(scope: FastifyInstance, { limits }: SignInSetting): Promise<void> {
  if (scope.hasDecorator("rateLimit")) return; // the app sets a ceiling of its own
  await scope.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: "1 minute",
    keyGenerator: (request) => normalAddress(request.ip),
    errorResponseBuilder: () => problem("TOO_MANY_REQUESTS"),
  });
}

/** Whoever signs in looks at a page: what fails on the way is told on one; programs get the app's own answer. */
function answerWithPages(scope: FastifyInstance, setting: SignInSetting): void {
  scope.setErrorHandler((error, request, reply) => {
    const wantsPage = (request.headers.accept ?? "").includes("text/html");
    if (isProblem(error)) return sendProblem(reply, error);
    if (!wantsPage || !isAway(error)) throw error; // to the app's own handler
    const refusal = problemOf(error);
    void reply.header("retry-after", RETRY_AFTER);
    return sendPage(reply, refusal.status, messagePage(setting, refusal));
  });
}

/** The pages send plain forms: text by name, and nothing else is understood. */
function readFormsOnly(forms: FastifyInstance): void {
  forms.removeAllContentTypeParsers();
  const form = { parseAs: "string", bodyLimit: 16_384 } as const;
  forms.addContentTypeParser("application/x-www-form-urlencoded", form, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  forms.addHook("preValidation", async (request) => {
    request.body ??= {};
  });
}
