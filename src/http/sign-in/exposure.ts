import { isIP } from "node:net";
import { problem, type Problem } from "#kernel";

/**
 * Refuses to serve people in clear text: http only where nobody else can listen (loopback), otherwise a
 * public https address with TLS in front.
 * Problems: PUBLIC_URL_NEEDED, PUBLIC_URL_UNREADABLE, PUBLIC_URL_INSECURE.
 */
export function checkExposure(host: string, publicUrl: string | undefined): Problem | undefined {
  if (publicUrl === undefined) return isLoopback(host) ? undefined : problem("PUBLIC_URL_NEEDED", { host });
  const url = URL.parse(publicUrl);
  if (url === null || !isBareOrigin(url)) return problem("PUBLIC_URL_UNREADABLE", { url: publicUrl });
  if (url.protocol === "https:") return undefined;
  if (isLoopback(host) && isLoopback(url.hostname)) return undefined;
  return problem("PUBLIC_URL_INSECURE", { url: publicUrl });
}

/** Loopback by name or address (RFC 6761 `localhost`, 127.0.0.0/8, ::1). */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (bare === "localhost" || bare === "::1") return true;
  return isIP(bare) === 4 && bare.startsWith("127.");
}

function isBareOrigin(url: URL): boolean {
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return plain && url.pathname === "/" && (url.protocol === "https:" || url.protocol === "http:");
}
