// Certificates and notices: typeset with Typst, sealed by PAdES, verified by anybody.
// It never decides what a document says and never touches a database; keys come through the KeyStore port,
// signatures through the Signer port (RSA here; SM2 or a signing server can stand behind the same port).
// Start with render-document.ts, then seal-document.ts and verify-pdf.ts; shared Typst code is in typst/lib/.
export { readCertificate, type CertificateOwner } from "./certificate-chain.ts";
export { createKeySigner } from "./key-signer.ts";
export { looksLikePdf } from "./pdf-signature.ts";
export { qrCodeSvg } from "./qr-code.ts";
export { renderDocument, type DocumentWords, type Templates } from "./render-document.ts";
export { sealDocument } from "./seal-document.ts";
export { signPdf, type SignatureWords } from "./sign-pdf.ts";
export type { KeyStore, Signer, StoredKey } from "./signer.ts";
export {
  createTestAuthority,
  type SealOwner,
  type TestAuthority,
  type TestAuthorityOptions,
} from "./test-authority.ts";
export {
  createTypesetter,
  type FontNames,
  type Template,
  type Typesetter,
  type TypesetterOptions,
} from "./typesetter.ts";
export { openTypesetterApart, type TypesetterApart } from "./typeset-apart.ts";
export { verifyPdf, type Verification, type VerifyOptions } from "./verify-pdf.ts";
export { chooseSeal, type RegisteredSeal } from "./choose-seal.ts";
