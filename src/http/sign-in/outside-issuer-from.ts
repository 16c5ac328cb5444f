import { err, ok, problem, type Problem, type Result } from "#kernel";
import { isLoopback } from "./exposure.ts";
import type { OutsideIssuer } from "./options.ts";

/**
 * The outside issuer named by the environment, or undefined where our own serves:
 * YIWANG_ISSUER_URL, _CLIENT_ID, _CLIENT_SECRET, and optionally _NAME, _SUBJECT_CLAIM, _UNKNOWN (`refuse` or `resident`).
 * Errors: ISSUER_SETTING_MISSING, ISSUER_URL_INSECURE, ISSUER_UNKNOWN_UNREADABLE.
 */
export function outsideIssuerFrom(
  env: Readonly<Record<string, string | undefined>>,
): Result<OutsideIssuer | undefined, Problem> {
  const { YIWANG_ISSUER_URL: url = "", YIWANG_ISSUER_NAME: name = "统一身份认证" } = env;
  if (url === "") return ok(undefined);
  const clientId = env["YIWANG_ISSUER_CLIENT_ID"] ?? "";
  const clientSecret = env["YIWANG_ISSUER_CLIENT_SECRET"] ?? "";
  const missing = clientId === "" ? "YIWANG_ISSUER_CLIENT_ID" : "YIWANG_ISSUER_CLIENT_SECRET";
  if (clientId === "" || clientSecret === "") return err(problem("ISSUER_SETTING_MISSING", { missing }));
  const { protocol, hostname } = URL.parse(url) ?? { protocol: "", hostname: "" };
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname)))
    return err(problem("ISSUER_URL_INSECURE", { url }));
  const unknown = env["YIWANG_ISSUER_UNKNOWN"] ?? "refuse";
  if (unknown !== "refuse" && unknown !== "resident")
    return err(problem("ISSUER_UNKNOWN_UNREADABLE", { value: unknown }));
  const subjectClaim = env["YIWANG_ISSUER_SUBJECT_CLAIM"] ?? "sub";
  return ok({ url, clientId, clientSecret, name: { zh: name, en: name }, subjectClaim, unknown });
}
