import { createHmac } from "node:crypto";

/**
 * The signature of the link under which one photo of one case is shown to who does not sign in: 192 bits that nobody
 * can tell without the installation's secret, kept nowhere and the same for ever. Whether the photo is shown is asked
 * anew each time.
 */
export function mediaSignatureOf(caseNo: string, sha256: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(`open311-media ${caseNo} ${sha256}`)
    .digest("base64url")
    .slice(0, 32);
}
