import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits of chance, as text that fits a URL and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: SHA-256 in hex. A secret has 256 bits, so no salt is needed. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The token of a session: bound to it, and not to be had from it without the key. */
export function csrfTokenOf(sessionSecret: string, key: string): string {
  return createHmac("sha256", key).update(sessionSecret).digest("base64url");
}

/** Equality whose time does not tell how much was right. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(one).digest(),
    createHash("sha256").update(other).digest(),
  );
}
