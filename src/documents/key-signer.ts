import { createHash, createPrivateKey, sign as signWith, type KeyObject } from "node:crypto";
import * as asn1 from "asn1js";
import * as pkijs from "pkijs";
import { OID } from "./oids.ts";
import type { Signer, StoredKey } from "./signer.ts";

/**
 * A signer over a kept RSA key: RSASSA-PKCS1-v1_5 with SHA-256, which gives the same signature for the same
 * bytes, so that sealing a document twice (after a crash) yields the very same file.
 * Signed attributes: content-type, message-digest and ESS signing-certificate-v2 (RFC 5035); the signing time
 * stands in the PDF's /M instead, as PAdES baseline asks (EN 319 142-1, 6.3).
 */
export function createKeySigner(key: StoredKey): Signer {
  const privateKey = createPrivateKey({
    key: Buffer.from(key.privateKey, "base64"),
    format: "der",
    type: "pkcs8",
  });
  const certificates = key.certificates.map((each) => new Uint8Array(Buffer.from(each, "base64")));
  // Read once: it is a third of the time that a signature takes.
  let parsed: readonly pkijs.Certificate[] | undefined;
  const sign = (content: Uint8Array): Uint8Array => {
    parsed ??= certificates.map((each) => pkijs.Certificate.fromBER(each));
    return signCms(content, privateKey, certificates, parsed);
  };
  return { certificates, sign: (content) => Promise.resolve(sign(content)) };
}

function signCms(
  content: Uint8Array,
  key: KeyObject,
  certificates: readonly Uint8Array[],
  parsed: readonly pkijs.Certificate[],
): Uint8Array {
  const [own] = certificates;
  if (own === undefined) throw new Error("a signing key needs its certificate");
  const [signer] = parsed;
  if (signer === undefined) throw new Error("a signing key needs its certificate");
  const signedAttrs = signedAttributes(sha256(content), sha256(own));
  const signature = signWith("sha256", setOf(signedAttrs), key);
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
    digestAlgorithm: algorithm(OID.sha256),
    signedAttrs,
    signatureAlgorithm: algorithm(OID.sha256WithRsa),
    signature: new asn1.OctetString({ valueHex: signature }),
  });
  const signedData = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(OID.sha256)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [...parsed],
    signerInfos: [signerInfo],
  });
  const info = new pkijs.ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

function signedAttributes(
  digest: Uint8Array,
  certificateDigest: Uint8Array,
): pkijs.SignedAndUnsignedAttributes {
  // ESSCertIDv2 with SHA-256 leaves the algorithm out (it is the default) and holds just the hash.
  const essCertificate = new asn1.Sequence({
    value: [new asn1.Sequence({ value: [sequenceOfHash(certificateDigest)] })],
  });
  const attributes = [
    new pkijs.Attribute({
      type: OID.contentType,
      values: [new asn1.ObjectIdentifier({ value: OID.data })],
    }),
    new pkijs.Attribute({
      type: OID.messageDigest,
      values: [new asn1.OctetString({ valueHex: digest })],
    }),
    new pkijs.Attribute({ type: OID.signingCertificateV2, values: [essCertificate] }),
  ];
  // DER sorts a SET OF by the encoded bytes; these three stand in that order (their lengths grow).
  return new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes });
}

function sequenceOfHash(hash: Uint8Array): asn1.Sequence {
  return new asn1.Sequence({ value: [new asn1.OctetString({ valueHex: hash })] });
}

/** What is signed is the attributes under the universal SET tag, not the [0] they travel under (RFC 5652, 5.4). */
function setOf(attributes: pkijs.SignedAndUnsignedAttributes): Uint8Array {
  const encoded = new Uint8Array(attributes.toSchema().toBER());
  encoded[0] = 0x31;
  return encoded;
}

function algorithm(algorithmId: string): pkijs.AlgorithmIdentifier {
  const withNull = algorithmId === OID.sha256WithRsa || algorithmId === OID.rsaEncryption;
  return new pkijs.AlgorithmIdentifier({
    algorithmId,
    ...(withNull ? { algorithmParams: new asn1.Null() } : {}),
  });
}

function sha256(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(content).digest());
}
