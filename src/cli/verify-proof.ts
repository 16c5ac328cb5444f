import { createPublicKey } from "node:crypto";
import { isJsonObject, problem, type Problem } from "#kernel";
import type { LedgerProof } from "#store";

/** What a check of a ledger proof found. */
export type ProofVerification = {
  readonly valid: boolean;
  readonly kind: "proof";
  readonly subject: string | null;
  readonly seq: number | null;
  /** When the entry was written, and when the anchor over it was signed. */
  readonly at: string | null;
  readonly anchoredAt: string | null;
  /** True when the ledger's key is among the trusted; null when none was given. */
  readonly trusted: boolean | null;
  readonly faults: readonly Problem[];
};

const NOTHING = {
  valid: false,
  kind: "proof",
  subject: null,
  seq: null,
  at: null,
  anchoredAt: null,
} as const;

/** True for JSON that says it is a proof; anything else is not ours to judge. */
export function readProof(bytes: Uint8Array): LedgerProof | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isJsonObject(value) && value["format"] === "yiwang-proof-1"
      ? (value as unknown as LedgerProof)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Checks a proof by calculation alone; `trust` holds public keys in PEM or DER. Never throws. */
export async function verifyProofFile(
  proof: LedgerProof,
  trust: readonly Uint8Array[] | undefined,
): Promise<ProofVerification> {
  // The ledger's room brings a database along: it is loaded only when a proof asks for it.
  const { verifyProof } = await import("#store");
  try {
    const checked = verifyProof(proof);
    const trusted = trust === undefined ? null : trust.some((key) => spkiOf(key) === spkiOf(proof.publicKey));
    const faults = [
      ...(checked.ok ? [] : [checked.error]),
      ...(trusted === false ? [problem("PROOF_KEY_NOT_TRUSTED")] : []),
    ];
    const { entry, anchor } = proof;
    const { at: anchoredAt } = anchor.statement;
    const told = { subject: entry.subject, seq: entry.seq, at: entry.at, anchoredAt };
    return { valid: faults.length === 0, kind: "proof", ...told, trusted, faults };
  } catch {
    // A proof with missing or misshapen parts breaks the calculation in many ways; all mean the same.
    const reason = "凭证残缺 / the proof is incomplete";
    return { ...NOTHING, trusted: null, faults: [problem("FILE_UNREADABLE", { reason })] };
  }
}

/** A public key in one comparable form; undefined for what is none, such as a certificate meant for a seal. */
function spkiOf(key: Uint8Array | string): string | undefined {
  try {
    const text = typeof key === "string" ? key : Buffer.from(key).toString("latin1");
    const given = text.includes("-----BEGIN")
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(key), format: "der", type: "spki" });
    return given.export({ type: "spki", format: "der" }).toString("base64");
  } catch {
    return undefined;
  }
}
