import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { Json } from "./json.ts";

/** Canonical JSON text by RFC 8785 (sorted keys, shortest numbers, no white space). */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a value without a JSON form cannot be canonical");
  return text;
}

/** SHA-256 of text (as UTF-8) or bytes, 64 lower-case hex digits (FIPS 180-4). */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** SHA-256 over the canonical JSON of a value: the identity of plans, decisions and entries. */
export function hashOf(value: Json): string {
  return sha256Hex(canonicalJson(value));
}
