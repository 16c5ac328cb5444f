import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign as signWith,
} from "node:crypto";
import { promisify } from "node:util";
import * as asn1 from "asn1js";
import * as pkijs from "pkijs";
import { millisOf, type Instant } from "#kernel";
import { createKeySigner } from "./key-signer.ts";
import { OID } from "./oids.ts";
import type { KeyStore, Signer, StoredKey } from "./signer.ts";

/** An organ as its certificate names it; `creditCode` is its 统一社会信用代码 (GB 32100). */
export type SealOwner = { readonly name: string; readonly creditCode: string };

/**
 * A certificate authority for trial and demonstration, plainly marked 演示测试 in every subject. A district in
 * real use brings a licensed authority's signer instead (电子签名法 art. 16).
 */
export type TestAuthority = {
  /** The root certificate in DER: what verification is told to trust. */
  readonly root: Uint8Array;
  /** The signer of one organ; its key is made at the first asking and kept. */
  readonly signerFor: (owner: SealOwner) => Promise<Signer>;
};

export type TestAuthorityOptions = {
  readonly keys: KeyStore;
  readonly now: Instant;
  /** Name in the root's subject, e.g. 千山区. */
  readonly place: string;
};

type Subject = readonly (readonly [oid: string, value: string])[];
type Issuer = { readonly subject: Subject; readonly key: StoredKey };

const ROOT_NAME = "root";
const YEAR = 365.25 * 24 * 3600 * 1000;
/** Before `now`, so that a demonstration may seal papers dated in earlier years; after it, its life. */
const VALID_YEARS = { before: 10, rootAfter: 20, organAfter: 10 } as const;

/** Opens the authority, making and keeping its root key at the first start. */
export async function createTestAuthority(options: TestAuthorityOptions): Promise<TestAuthority> {
  const { keys, now, place } = options;
  const subject: Subject = [
    [OID.country, "CN"],
    [OID.organization, `${place}演示测试`],
    [OID.commonName, `${place}演示测试根证书（不具法律效力）`],
  ];
  const key =
    (await keys.get(ROOT_NAME)) ?? (await keys.put(ROOT_NAME, await issue(subject, undefined, now)));
  const root: Issuer = { subject, key };
  /** A key once kept stays as it is, and reading it takes longer than signing with it. */
  const signers = new Map<string, Signer>();
  const remember = (creditCode: string, kept: StoredKey): Signer => {
    const signer = createKeySigner(kept);
    signers.set(creditCode, signer);
    return signer;
  };
  return {
    root: certificateOf(key),
    signerFor: async ({ name, creditCode }) => {
      const known = signers.get(creditCode);
      if (known !== undefined) return known;
      const kept = await keys.get(creditCode);
      if (kept !== undefined) return remember(creditCode, kept);
      const organ: Subject = [
        [OID.country, "CN"],
        [OID.organization, name],
        [OID.organizationIdentifier, creditCode],
        [OID.organizationalUnit, "演示测试（不具法律效力）"],
        [OID.commonName, name],
      ];
      return remember(creditCode, await keys.put(creditCode, await issue(organ, root, now)));
    },
  };
}

/** Makes a key and its certificate, signed by the issuer, or by itself where there is none. */
async function issue(subject: Subject, issuer: Issuer | undefined, now: Instant): Promise<StoredKey> {
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  const spki = new Uint8Array(pair.publicKey);
  const issuerSpki = issuer === undefined ? spki : publicKeyOf(issuer.key);
  const certificate = unsigned({ subject, issuer: issuer?.subject ?? subject, spki, issuerSpki, now });
  const signingKey = issuer === undefined ? pair.privateKey : Buffer.from(issuer.key.privateKey, "base64");
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new asn1.BitString({
    valueHex: new Uint8Array(
      signWith(
        "sha256",
        certificate.tbsView,
        createPrivateKey({ key: signingKey, format: "der", type: "pkcs8" }),
      ),
    ),
  });
  const own = Buffer.from(certificate.toSchema(true).toBER()).toString("base64");
  return {
    privateKey: pair.privateKey.toString("base64"),
    certificates: [own, ...(issuer?.key.certificates ?? [])],
  };
}

type Draft = {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly issuerSpki: Uint8Array;
  readonly now: Instant;
};

function unsigned({ subject, issuer, spki, issuerSpki, now }: Draft): pkijs.Certificate {
  const isRoot = subject === issuer;
  const years = isRoot ? VALID_YEARS.rootAfter : VALID_YEARS.organAfter;
  // 16 bytes of the key's own hash, the top bit cleared: positive, unique to the key, and repeatable.
  const serial = sha1(spki).subarray(0, 16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const algorithm = new pkijs.AlgorithmIdentifier({
    algorithmId: OID.sha256WithRsa,
    algorithmParams: new asn1.Null(),
  });
  return new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ valueHex: serial }),
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    notBefore: timeAt(millisOf(now) - VALID_YEARS.before * YEAR),
    notAfter: timeAt(millisOf(now) + years * YEAR),
    subjectPublicKeyInfo: pkijs.PublicKeyInfo.fromBER(spki),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    extensions: [
      basicConstraints(isRoot),
      keyUsage(isRoot),
      extension(OID.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: sha1(spki) })),
      extension(
        OID.authorityKeyIdentifier,
        false,
        new pkijs.AuthorityKeyIdentifier({
          keyIdentifier: new asn1.OctetString({ valueHex: sha1(issuerSpki) }),
        }).toSchema(),
      ),
    ],
  });
}

function basicConstraints(cA: boolean): pkijs.Extension {
  const limits = cA ? { cA, pathLenConstraint: 0 } : {};
  return extension(OID.basicConstraints, true, new pkijs.BasicConstraints(limits).toSchema());
}

/** A root signs certificates (bits 5 and 6); an organ signs documents, not to be denied (bits 0 and 1). */
function keyUsage(isRoot: boolean): pkijs.Extension {
  const [bits, unusedBits] = isRoot ? [0b0000_0110, 1] : [0b1100_0000, 6];
  return extension(OID.keyUsage, true, new asn1.BitString({ valueHex: new Uint8Array([bits]), unusedBits }));
}

function extension(extnID: string, critical: boolean, value: asn1.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

function nameOf(subject: Subject): pkijs.RelativeDistinguishedNames {
  // Built by hand: pkijs would put every attribute into one many-valued RDN.
  const parts = subject.map(([oid, value]) => {
    const text = oid === OID.country ? new asn1.PrintableString({ value }) : new asn1.Utf8String({ value });
    const pair = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: oid }), text] });
    return new asn1.Set({ value: [pair] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1.Sequence({ value: parts }).toBER());
}

/** UTCTime ends with 2049 (RFC 5280, 4.1.2.5). */
function timeAt(millis: number): pkijs.Time {
  const value = new Date(Math.floor(millis / 1000) * 1000);
  return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}

function certificateOf(key: StoredKey): Uint8Array {
  return new Uint8Array(Buffer.from(key.certificates[0] ?? "", "base64"));
}

function publicKeyOf(key: StoredKey): Uint8Array {
  const privateKey = createPrivateKey({
    key: Buffer.from(key.privateKey, "base64"),
    format: "der",
    type: "pkcs8",
  });
  return new Uint8Array(createPublicKey(privateKey).export({ type: "spki", format: "der" }));
}

/** Key identifiers are SHA-1 by custom (RFC 5280, 4.2.1.2); nothing rests on its strength. */
function sha1(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha1").update(content).digest());
}
