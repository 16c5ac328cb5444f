/**
 * Who can put a signature under bytes. The platform's own signer keeps RSA keys; a signing server, a hardware
 * module or an SM2 seal (GM/T 0009) implements the same port.
 */
export type Signer = {
  /** DER certificates (X.509), the signer's own first, then each one's issuer. */
  readonly certificates: readonly Uint8Array[];
  /** A detached CMS SignedData (RFC 5652) over `content` in DER, fit for PAdES baseline B-B (ETSI EN 319 142-1). */
  readonly sign: (content: Uint8Array) => Promise<Uint8Array>;
};

/** A private key with its certificate chain, as text so that any store can keep it. */
export type StoredKey = {
  /** PKCS#8 DER in base64. Secret. */
  readonly privateKey: string;
  /** DER certificates in base64, the key's own first. */
  readonly certificates: readonly string[];
};

/** Where keys are kept; `store` implements it. Names: `root`, or an organ's credit code. */
export type KeyStore = {
  readonly get: (name: string) => Promise<StoredKey | undefined>;
  /** Keeps the key unless the name is taken, and answers what is kept: two starting processes agree on one key. */
  readonly put: (name: string, key: StoredKey) => Promise<StoredKey>;
};
