import { err, ok, problem, type Problem, type Result } from "#kernel";
import { signPdf, type SignatureWords } from "./sign-pdf.ts";
import type { Signer } from "./signer.ts";

/**
 * Puts the organ's signature under a typeset document. Sealing the same bytes with the same words again gives
 * the same file where the signer is deterministic, so a repeated delivery has no second effect.
 * Errors: PDF_UNSUITABLE_FOR_SEAL.
 */
export async function sealDocument(
  pdf: Uint8Array,
  signer: Signer,
  words: SignatureWords,
): Promise<Result<Uint8Array, Problem>> {
  try {
    return ok(await signPdf(pdf, signer, words));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(problem("PDF_UNSUITABLE_FOR_SEAL", { reason }));
  }
}
