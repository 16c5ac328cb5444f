import { createHmac } from "node:crypto";

/**
 * The signature of a link by which a party without an account does one task: 192 bits that nobody can tell without the
 * installation's secret, kept nowhere (ADR 40).
 */
export function linkSignatureOf(link: string, secret: string): string {
  return createHmac("sha256", secret).update(`outside-link ${link}`).digest("base64url").slice(0, 32);
}
