import { err, ok, problem, type Problem, type Result } from "#kernel";
import { isLoopback } from "./exposure.ts";
import type { OutsideIssuer } from "./options.ts";

/**
 * The outside issuer named by the environment, or undefined where our own serves:
 * YIWANG_ISSUER_URL, _CLIENT_ID, _CLIENT_SECRET, and optionally _NAME, _SUBJECT_CLAIM, _UNKNOWN (`refuse` or `resident`),
 * _SCOPE, _KNOWN_AS (`register=claim` by spaces) and _ENTERPRISE_WHEN (`claim=value`).
 * Errors: ISSUER_SETTING_MISSING, ISSUER_URL_INSECURE, ISSUER_UNKNOWN_UNREADABLE, ISSUER_PAIR_UNREADABLE.
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
  const known = pairsIn(env, "YIWANG_ISSUER_KNOWN_AS");
  if (!known.ok) return known;
  const firm = pairsIn(env, "YIWANG_ISSUER_ENTERPRISE_WHEN");
  if (!firm.ok) return firm;
  const [enterpriseWhen] = firm.value.map(([claim, value]) => ({ claim, value }));
  return ok({
    url,
    clientId,
    clientSecret,
    name: { zh: name, en: name },
    subjectClaim,
    unknown,
    scope: env["YIWANG_ISSUER_SCOPE"] ?? "openid profile",
    knownAs: Object.fromEntries(known.value),
    ...(enterpriseWhen === undefined ? {} : { enterpriseWhen }),
  });
}

/** `a=b c=d`, as a variable of the environment holds it. */
function pairsIn(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
): Result<readonly (readonly [string, string])[], Problem> {
  const pairs: (readonly [string, string])[] = [];
  for (const word of (env[variable] ?? "").split(/\s+/u).filter((each) => each !== "")) {
    const [, left, right] = /^([^=]+)=([^=]+)$/u.exec(word) ?? [];
    if (left === undefined || right === undefined)
      return err(problem("ISSUER_PAIR_UNREADABLE", { variable, value: word }));
    pairs.push([left, right]);
  }
  return ok(pairs);
}
