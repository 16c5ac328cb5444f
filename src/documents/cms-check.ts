import { createHash, createPublicKey, verify as verifyWith } from "node:crypto";
import * as asn1 from "asn1js";
import * as pkijs from "pkijs";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { DIGESTS, OID, SIGNATURES } from "./oids.ts";

/** A signature's own statement once it is read: its certificates in DER, and what did not hold. */
export type CmsCheck = {
  readonly signer: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly faults: readonly Problem[];
};

type Parts = {
  readonly signerInfo: pkijs.SignerInfo;
  readonly signer: pkijs.Certificate;
  readonly certificates: readonly pkijs.Certificate[];
};

/**
 * Checks a detached CMS over `covered`: message digest, signature over the signed attributes, and that the ESS
 * signing-certificate-v2 names the very certificate used (RFC 5652, RFC 5035). Errors: SIGNATURE_UNREADABLE.
 */
export function checkCms(contents: Uint8Array, covered: Uint8Array): Result<CmsCheck, Problem> {
  try {
    const parts = readCms(contents);
    if (parts === undefined) return err(problem("SIGNATURE_UNREADABLE"));
    const signer = derOf(parts.signer);
    return ok({
      signer,
      certificates: parts.certificates.map(derOf),
      faults: [
        ...digestFaults(parts.signerInfo, covered),
        ...signatureFaults(parts),
        ...signingCertificateFaults(parts.signerInfo, signer),
      ],
    });
  } catch {
    // Broken DER makes the parsers throw in many ways; all of them mean the same to the reader.
    return err(problem("SIGNATURE_UNREADABLE"));
  }
}

function readCms(contents: Uint8Array): Parts | undefined {
  const der = asn1.fromBER(contents);
  if (der.offset <= 0 || contents.subarray(der.offset).some((byte) => byte !== 0)) return undefined;
  const info = new pkijs.ContentInfo({ schema: der.result });
  if (info.contentType !== OID.signedData) return undefined;
  const signedData = new pkijs.SignedData({ schema: info.content });
  const [signerInfo, ...others] = signedData.signerInfos;
  if (signerInfo === undefined || others.length > 0) return undefined;
  if (signedData.encapContentInfo.eContent !== undefined) return undefined;
  const certificates = (signedData.certificates ?? []).filter((each) => each instanceof pkijs.Certificate);
  const signer = certificates.find((each) => isNamedBy(signerInfo.sid, each));
  return signer === undefined ? undefined : { signerInfo, signer, certificates };
}

function isNamedBy(sid: unknown, certificate: pkijs.Certificate): boolean {
  return (
    sid instanceof pkijs.IssuerAndSerialNumber &&
    sid.issuer.isEqual(certificate.issuer) &&
    sid.serialNumber.isEqual(certificate.serialNumber)
  );
}

function digestFaults(signerInfo: pkijs.SignerInfo, covered: Uint8Array): readonly Problem[] {
  const name = DIGESTS[signerInfo.digestAlgorithm.algorithmId];
  if (name === undefined) return [unknownAlgorithm(signerInfo.digestAlgorithm.algorithmId)];
  const stated = attribute(signerInfo, OID.messageDigest);
  const contentType = attribute(signerInfo, OID.contentType);
  if (!(stated instanceof asn1.OctetString) || !(contentType instanceof asn1.ObjectIdentifier)) {
    return [problem("SIGNATURE_UNREADABLE")];
  }
  const actual = createHash(name).update(covered).digest();
  return actual.equals(Buffer.from(stated.getValue())) ? [] : [problem("CONTENT_CHANGED")];
}

function signatureFaults({ signerInfo, signer }: Parts): readonly Problem[] {
  const algorithm = SIGNATURES[signerInfo.signatureAlgorithm.algorithmId];
  if (algorithm === undefined) return [unknownAlgorithm(signerInfo.signatureAlgorithm.algorithmId)];
  const digest = algorithm ?? DIGESTS[signerInfo.digestAlgorithm.algorithmId];
  if (digest === undefined || signerInfo.signedAttrs === undefined) return [problem("SIGNATURE_UNREADABLE")];
  const key = createPublicKey({
    key: Buffer.from(signer.subjectPublicKeyInfo.toSchema().toBER()),
    format: "der",
    type: "spki",
  });
  const attributes = new Uint8Array(signerInfo.signedAttrs.encodedValue);
  const holds = verifyWith(digest, attributes, key, new Uint8Array(signerInfo.signature.getValue()));
  return holds ? [] : [problem("SIGNATURE_FALSE")];
}

function signingCertificateFaults(signerInfo: pkijs.SignerInfo, signer: Uint8Array): readonly Problem[] {
  const hashes = essHashes(attribute(signerInfo, OID.signingCertificateV2));
  const [first] = hashes;
  if (first === undefined) return [problem("SIGNING_CERTIFICATE_MISMATCH")];
  const actual = createHash(first.digest).update(signer).digest();
  return actual.equals(Buffer.from(first.hash)) ? [] : [problem("SIGNING_CERTIFICATE_MISMATCH")];
}

/** SigningCertificateV2 ::= { certs SEQUENCE OF ESSCertIDv2 { hashAlgorithm DEFAULT sha256, certHash, … } }. */
function essHashes(value: unknown): readonly { readonly digest: string; readonly hash: ArrayBuffer }[] {
  const certs = childrenOf(childrenOf(value)[0]);
  return certs.flatMap((cert) => {
    const [first, second] = childrenOf(cert);
    if (first instanceof asn1.OctetString) return [{ digest: "sha256", hash: first.getValue() }];
    const oid = childrenOf(first)[0];
    const digest = oid instanceof asn1.ObjectIdentifier ? DIGESTS[oid.valueBlock.toString()] : undefined;
    if (digest === undefined || !(second instanceof asn1.OctetString)) return [];
    return [{ digest, hash: second.getValue() }];
  });
}

function childrenOf(block: unknown): readonly unknown[] {
  return block instanceof asn1.Sequence ? block.valueBlock.value : [];
}

function attribute(signerInfo: pkijs.SignerInfo, oid: string): unknown {
  const found = (signerInfo.signedAttrs?.attributes ?? []).filter(({ type }) => type === oid);
  return found.length === 1 ? found[0]?.values[0] : undefined;
}

function derOf(certificate: pkijs.Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema().toBER());
}

function unknownAlgorithm(algorithm: string): Problem {
  return problem("SIGNATURE_ALGORITHM_UNKNOWN", { algorithm });
}
