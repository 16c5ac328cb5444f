import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem, type Problem } from "#kernel";
import { sendProblem } from "../problem-answer.ts";
import type { SignInSetting } from "./options.ts";
import { equalSecrets } from "./secrets.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * How an unsafe request shows that our own page sent it. `session` (default): origin and the session's
     * token. `form`: origin only, for pages that carry their own secret. `none`: not called by browsers.
     */
    readonly csrf?: "session" | "form" | "none";
  }
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** Refuses unsafe requests that another site could have caused. Problems: ORIGIN_FOREIGN, CSRF_TOKEN_WRONG. */
export function registerCsrf(app: FastifyInstance, { origin }: SignInSetting): void {
  app.addHook("onRequest", async (request, reply) => {
    const refusal = SAFE.has(request.method) ? undefined : findForgery(request, origin);
    if (refusal !== undefined) return sendProblem(reply, refusal);
  });
}

function findForgery(request: FastifyRequest, origin: string): Problem | undefined {
  const proof = request.routeOptions.config?.csrf ?? "session";
  if (proof === "none") return undefined;
  const { origin: sent, "sec-fetch-site": site, "x-csrf-token": token } = request.headers;
  if (sent !== undefined && sent !== origin) return problem("ORIGIN_FOREIGN");
  if (site !== undefined && site !== "same-origin") return problem("ORIGIN_FOREIGN");
  const unsaid = sent === undefined && site === undefined;
  if (proof === "form") return unsaid ? problem("ORIGIN_FOREIGN") : undefined;
  if (request.csrfToken === null) return undefined;
  if (unsaid) return problem("ORIGIN_FOREIGN");
  if (typeof token !== "string" || !equalSecrets(token, request.csrfToken))
    return problem("CSRF_TOKEN_WRONG");
  return undefined;
}
