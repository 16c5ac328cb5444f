import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SignInSetting } from "./options.ts";

/** Where the bridge of a window's identity-card reader answers on the clerk's own machine (docs/guides/window.md). */
export const CARD_READER = "http://127.0.0.1:21311";

/**
 * The policy of the web pages. Scripts come from our own files only. Styles may stand inline because
 * Ant Design writes its rules at run time (CSS-in-JS); a nonce cannot be given to a page that the
 * service worker caches, and an inline style cannot run code.
 */
function contentPolicy(secure: boolean): string {
  const rules = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${CARD_READER}`,
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [...rules, ...(secure ? ["upgrade-insecure-requests"] : [])].join("; ");
}

/** The policy of the pages served here: no script at all, one style sheet of our own. */
export const SIGN_IN_PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What every answer carries; `secure` where people come by https. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentPolicy(secure),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Sets the headers of every answer before anything else can answer. */
export function registerSecurityHeaders(app: FastifyInstance, { secure }: SignInSetting): void {
  const headers = securityHeaders(secure);
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(headers);
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
  });
}
