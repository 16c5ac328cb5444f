import { X509Certificate } from "node:crypto";
import {
  err,
  instantFromMillis,
  millisOf,
  ok,
  problem,
  type Instant,
  type Problem,
  type Result,
} from "#kernel";

/** Who a certificate speaks for, as its subject says. */
export type CertificateOwner = {
  readonly name: string;
  readonly organization: string | null;
  /** 统一社会信用代码, from organizationIdentifier. */
  readonly creditCode: string | null;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** SHA-256 over the DER, hexadecimal. */
  readonly fingerprint: string;
};

export type ChainCheck = {
  readonly owner: CertificateOwner;
  /** SHA-256 of the certificate the chain ends with, hexadecimal. */
  readonly rootFingerprint: string;
  readonly faults: readonly Problem[];
};

/** The longest chain that is followed; deeper ones do not occur in official seals. */
const MAX_DEPTH = 6;

/**
 * Follows a certificate to its root: every link signed by the next, every issuer a CA, every certificate valid at
 * the signing time, the end among the trusted (RFC 5280, 6). Without `trust` the end need only be self-signed,
 * which proves integrity but not whose root it is. Revocation is not asked: baseline B-B carries no answer to it.
 * Errors: SIGNATURE_UNREADABLE.
 */
export function checkChain(
  signer: Uint8Array,
  certificates: readonly Uint8Array[],
  trust: readonly Uint8Array[] | undefined,
  at: Instant | null,
): Result<ChainCheck, Problem> {
  try {
    return ok(followChain(signer, certificates, trust, at));
  } catch {
    // A damaged certificate makes its reader throw in many ways, dates and keys included.
    return err(problem("SIGNATURE_UNREADABLE"));
  }
}

function followChain(
  signer: Uint8Array,
  certificates: readonly Uint8Array[],
  trust: readonly Uint8Array[] | undefined,
  at: Instant | null,
): ChainCheck {
  const own = new X509Certificate(signer);
  const roots = (trust ?? []).map((each) => new X509Certificate(each));
  const known = [...roots, ...certificates.map((each) => new X509Certificate(each))];
  const faults: Problem[] = [...validityFaults(own, at)];
  let current = own;
  for (let depth = 0; depth < MAX_DEPTH && !isEnd(current, roots); depth += 1) {
    const issuer = known.find((each) => each.ca && isIssuedBy(current, each));
    if (issuer === undefined || issuer.fingerprint256 === current.fingerprint256) break;
    faults.push(...validityFaults(issuer, at));
    current = issuer;
  }
  const complete = trust === undefined ? isIssuedBy(current, current) : isAmong(current, roots);
  if (!complete) faults.push(problem("CERTIFICATE_CHAIN_BROKEN", { subject: ownerOf(own).name }));
  return { owner: ownerOf(own), rootFingerprint: fingerprintOf(current), faults };
}

function isEnd(certificate: X509Certificate, roots: readonly X509Certificate[]): boolean {
  return isAmong(certificate, roots) || (roots.length === 0 && isIssuedBy(certificate, certificate));
}

function isAmong(certificate: X509Certificate, roots: readonly X509Certificate[]): boolean {
  return roots.some((root) => root.fingerprint256 === certificate.fingerprint256);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function validityFaults(certificate: X509Certificate, at: Instant | null): readonly Problem[] {
  if (at === null) return [];
  const { name, validFrom, validTo } = ownerOf(certificate);
  const moment = millisOf(at);
  const holds = millisOf(validFrom) <= moment && moment <= millisOf(validTo);
  return holds ? [] : [problem("CERTIFICATE_NOT_VALID_THEN", { subject: name, at })];
}

/** Who a certificate in PEM speaks for, until when. Errors: SEAL_CERTIFICATE_UNREADABLE. */
export function readCertificate(pem: string): Result<CertificateOwner, Problem> {
  try {
    return ok(ownerOf(new X509Certificate(pem)));
  } catch {
    return err(problem("SEAL_CERTIFICATE_UNREADABLE"));
  }
}

function ownerOf(certificate: X509Certificate): CertificateOwner {
  const subject = fieldsOf(certificate.subject);
  const issuer = fieldsOf(certificate.issuer);
  return {
    name: subject.get("CN") ?? certificate.subject,
    organization: subject.get("O") ?? null,
    creditCode: subject.get("organizationIdentifier") ?? null,
    issuer: issuer.get("CN") ?? certificate.issuer,
    serialNumber: certificate.serialNumber,
    validFrom: instantFromMillis(certificate.validFromDate.getTime()),
    validTo: instantFromMillis(certificate.validToDate.getTime()),
    fingerprint: fingerprintOf(certificate),
  };
}

function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(":", "").toLowerCase();
}

/** node:crypto prints a name as lines of `key=value`. */
function fieldsOf(name: string): ReadonlyMap<string, string> {
  const pairs = name.split("\n").map((line): readonly [string, string] => {
    const equals = line.indexOf("=");
    return [line.slice(0, equals), line.slice(equals + 1)];
  });
  return new Map(pairs);
}
