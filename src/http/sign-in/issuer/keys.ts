import { generateKeyPairSync } from "node:crypto";
import type { JWKS } from "oidc-provider";
import type { JsonObject } from "#kernel";
import type { SettingStore } from "../ports.ts";
import { newSecret } from "../secrets.ts";

/** What the issuer signs with and shares with its one client; made once, then kept. */
export type IssuerKeys = {
  readonly jwks: JWKS;
  readonly cookieKeys: readonly string[];
  readonly clientSecret: string;
};

/** The kept keys, or new ones at the first start (ES256: RFC 7518 §3.4). */
export async function readIssuerKeys(store: SettingStore): Promise<IssuerKeys> {
  const key = "sign-in/issuer-keys";
  const kept = (await store.findSetting(key)) ?? (await store.keepSetting(key, newKeys()));
  return kept as unknown as IssuerKeys;
}

/** A secret that is made once and then kept. */
export async function readKeptSecret(store: SettingStore, key: string): Promise<string> {
  return String((await store.findSetting(key)) ?? (await store.keepSetting(key, newSecret())));
}

function newKeys(): JsonObject {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = privateKey.export({ format: "jwk" }) as unknown as JsonObject;
  return {
    jwks: { keys: [{ ...jwk, kid: newSecret().slice(0, 16), use: "sig", alg: "ES256" }] },
    cookieKeys: [newSecret()],
    clientSecret: newSecret(),
  };
}
