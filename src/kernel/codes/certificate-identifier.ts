import { problem, type Problem } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";
import { mod37And36 } from "./iso7064.ts";

/** The parts of an electronic certificate's identifier (GB/T 36904-2018). */
export type CertificateIdentifier = {
  /** Certificate type: the defining organ's credit code (18) and a 3-digit number. */
  readonly type: string;
  /** The issuing organ's credit code. */
  readonly issuer: string;
  /** Digits and capital letters. */
  readonly serial: string;
  /** 001, 002 … */
  readonly version: string;
};

/** The object identifier under which all certificate identifiers stand. */
export const CERTIFICATE_ROOT = "1.2.156.3005.2";

/**
 * Writes an identifier with its check character. Strict, because what we write others must read.
 * Errors: CERTIFICATE_IDENTIFIER_INVALID.
 */
export function formatCertificateIdentifier(parts: CertificateIdentifier): Result<string, Problem> {
  const strict =
    /^[0-9A-Z]{18}\d{3}$/.test(parts.type) &&
    /^[0-9A-Z]{18}$/.test(parts.issuer) &&
    /^[0-9A-Z]{1,32}$/.test(parts.serial) &&
    /^\d{3}$/.test(parts.version) &&
    parts.version !== "000";
  if (!strict)
    return refuse("证照类型、颁发机构、流水号或版本号的位数不对", "a part of it has the wrong length");
  const text = [parts.type, parts.issuer, parts.serial, parts.version];
  return ok([CERTIFICATE_ROOT, ...text, mod37And36(text.join(""))].join("."));
}

/**
 * Reads an identifier that others may have written: part lengths differ between publishers (a 20-character
 * type, a region code as issuer), the check character may not. Errors: CERTIFICATE_IDENTIFIER_INVALID.
 */
export function parseCertificateIdentifier(text: string): Result<CertificateIdentifier, Problem> {
  const plain = text.replaceAll(/\s/g, "").toUpperCase();
  if (!plain.startsWith(`${CERTIFICATE_ROOT}.`))
    return refuse(`应以 ${CERTIFICATE_ROOT} 开头`, `it must begin with ${CERTIFICATE_ROOT}`);
  const parts = plain.slice(CERTIFICATE_ROOT.length + 1).split(".");
  const [type = "", issuer = "", serial = "", version = "", check = ""] = parts;
  if (parts.length !== 5 || !parts.every((part) => /^[0-9A-Z]+$/.test(part))) {
    return refuse(
      "应为以点分隔的类型、机构、流水号、版本号和校验位",
      "it must have type, issuer, serial, version and check, joined by dots",
    );
  }
  if (mod37And36(type + issuer + serial + version) !== check) {
    return refuse("校验位不符", "its check character does not match");
  }
  return ok({ type, issuer, serial, version });
}

const refuse = (reasonZh: string, reasonEn: string): Result<never, Problem> =>
  err(problem("CERTIFICATE_IDENTIFIER_INVALID", { reasonZh, reasonEn }));
