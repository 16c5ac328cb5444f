import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What opens one sealed document to a system outside that was told of it, without sign-in: 256 bits that nobody can
 * tell without the installation's secret, and that need not be kept.
 */
export const documentKey = (id: string, secret: string): string =>
  createHmac("sha256", secret).update(`document ${id}`).digest("base64url");

/** Whether a key opens a document. */
export function isDocumentKey(id: string, given: string, secret: string): boolean {
  const [expected, found] = [Buffer.from(documentKey(id, secret)), Buffer.from(given)];
  return expected.length === found.length && timingSafeEqual(expected, found);
}
