// Sign-in: the OpenID issuer in the process, the relying party, sessions, and what guards every request.
// It decides who is asking and that the question comes from our own pages; what they may do is access's.
// It never writes SQL: everything kept stands behind SignInStore (ports.ts), which app implements.
// No password, session id or one-time link is ever kept or logged as it is.
// Start with register-sign-in.ts; one sign-in is told in sign-in-routes.ts and issuer/interaction-routes.ts.
// docs/guides/sign-in.md tells the people who run it.
export { checkExposure } from "./exposure.ts";
export { normalAddress, noteAttempt } from "./lockout.ts";
export { firstAdministratorLink, passwordLink } from "./one-time-link.ts";
export type { OutsideIssuer, SignInOptions } from "./options.ts";
export { outsideIssuerFrom } from "./outside-issuer-from.ts";
export { checkPassword, hashPassword, verifyPassword } from "./password.ts";
export type { SignInStore } from "./ports.ts";
export { redactUrl } from "./redact-url.ts";
export { registerSignIn } from "./register-sign-in.ts";
export { requirePrincipal } from "./request-principal.ts";
export { CARD_READER, securityHeaders } from "./security-headers.ts";
export { equalSecrets } from "./secrets.ts";
