import { createPrivateKey, generateKeyPairSync, sign, verify, createPublicKey } from "node:crypto";
import { isJsonObject, sha256Hex, type Json } from "#kernel";
import type { Store } from "../store.ts";
import { settingsOn } from "../people/settings.ts";

/** Signs anchors. `keyId` is the beginning of the public key's SHA-256. */
export type LedgerSigner = {
  readonly keyId: string;
  /** SubjectPublicKeyInfo, PEM: to be given out, so that others can check. */
  readonly publicKey: string;
  sign(text: string): string;
};

const SETTING = "ledger-key";

/** The district's Ed25519 signing key, made at its first use and kept in the settings. */
export async function ledgerSignerOf(store: Store, district: string): Promise<LedgerSigner> {
  const settings = settingsOn(store, district);
  const kept = (await settings.findSetting(SETTING)) ?? (await settings.keepSetting(SETTING, newKey()));
  return signerFrom(kept);
}

/** The public key of a district's anchors, if it has one. */
export async function findLedgerPublicKey(store: Store, district: string): Promise<string | undefined> {
  const kept = await settingsOn(store, district).findSetting(SETTING);
  return kept === undefined ? undefined : signerFrom(kept).publicKey;
}

/** True when the text was signed (base64) by the owner of the public key. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey(publicKey);
    return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

function newKey(): Json {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { algorithm: "Ed25519", privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function signerFrom(kept: Json): LedgerSigner {
  const pem = isJsonObject(kept) ? kept["privateKey"] : undefined;
  if (typeof pem !== "string") throw new Error("the ledger's key is unreadable");
  const key = createPrivateKey(pem);
  const publicKey = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
  return {
    keyId: sha256Hex(publicKey).slice(0, 16),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
  };
}
