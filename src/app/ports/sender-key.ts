import { createHmac } from "node:crypto";

/**
 * The key of a system or device that reports: 256 bits that nobody can tell without the installation's secret, kept
 * nowhere. `issue` counts how often it was given anew (ADR 34).
 */
export function senderKeyOf(sender: string, issue: number, secret: string): string {
  return createHmac("sha256", secret).update(`sender-key ${sender} ${issue}`).digest("base64url");
}
