import { problem, type Instant, type Problem } from "#kernel";
import { checkChain, type CertificateOwner } from "./certificate-chain.ts";
import { checkCms } from "./cms-check.ts";
import { findPdfSignatures, keywordsOf, looksLikePdf, type PdfSignature } from "./pdf-signature.ts";

export type VerifyOptions = {
  /** Root certificates in DER. Left out, the file's integrity is checked but not whose root stands behind it. */
  readonly trust?: readonly Uint8Array[];
};

/** What a check of a sealed PDF found. `valid` holds exactly when `faults` is empty. */
export type Verification = {
  readonly valid: boolean;
  readonly signer: CertificateOwner | null;
  /** The signing time that the signature states. */
  readonly at: Instant | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly coversWholeFile: boolean;
  /** True when the chain ends in a trusted root; null when no roots were given. */
  readonly trusted: boolean | null;
  /** SHA-256 of the root certificate the chain ends with. */
  readonly rootFingerprint: string | null;
  readonly documentNumber: string | null;
  readonly certificateIdentifier: string | null;
  readonly faults: readonly Problem[];
};

const NOTHING: Omit<Verification, "faults"> = {
  valid: false,
  signer: null,
  at: null,
  reason: null,
  location: null,
  coversWholeFile: false,
  trusted: null,
  rootFingerprint: null,
  documentNumber: null,
  certificateIdentifier: null,
};

/**
 * Checks a sealed PDF: the signature that reaches furthest must cover the whole file, its digest and signature
 * must hold (as must those of earlier signatures over their own part), and its certificate must lead to a root.
 * Never throws: bytes that are no PDF, or carry no signature, are `valid: false` with the fault that says so.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions = {}): Promise<Verification> {
  if (!looksLikePdf(bytes)) {
    return { ...NOTHING, faults: [problem("FILE_UNREADABLE", { reason: "不是 PDF / not a PDF" })] };
  }
  const signatures = findPdfSignatures(bytes);
  const outermost = signatures.at(-1);
  if (outermost === undefined) return { ...NOTHING, faults: [problem("SIGNATURE_MISSING")] };
  const earlier = signatures.slice(0, -1).flatMap((each) => checkOne(each, options).faults);
  const { faults, ...found } = checkOne(outermost, options);
  const keywords = keywordsOf(bytes);
  const all = [
    ...(outermost.coversWholeFile ? [] : [problem("SIGNATURE_NOT_WHOLE_FILE")]),
    ...faults,
    ...earlier,
  ];
  return {
    ...NOTHING,
    ...found,
    valid: all.length === 0,
    at: outermost.at,
    reason: outermost.reason,
    location: outermost.location,
    coversWholeFile: outermost.coversWholeFile,
    documentNumber: keywords.get("document") ?? null,
    certificateIdentifier: keywords.get("certificate") ?? null,
    faults: all,
  };
}

type OneCheck = Partial<Pick<Verification, "signer" | "trusted" | "rootFingerprint">> &
  Pick<Verification, "faults">;

function checkOne(signature: PdfSignature, { trust }: VerifyOptions): OneCheck {
  const cms = checkCms(signature.contents, signature.covered);
  if (!cms.ok) return { faults: [cms.error] };
  const untimed = signature.at === null ? [problem("SIGNING_TIME_MISSING")] : [];
  const checked = checkChain(cms.value.signer, cms.value.certificates, trust, signature.at);
  if (!checked.ok) return { faults: [...cms.value.faults, checked.error] };
  const chain = checked.value;
  const broken = chain.faults.some(({ code }) => code === "CERTIFICATE_CHAIN_BROKEN");
  return {
    signer: chain.owner,
    trusted: trust === undefined ? null : !broken,
    rootFingerprint: chain.rootFingerprint,
    faults: [...cms.value.faults, ...untimed, ...chain.faults],
  };
}
