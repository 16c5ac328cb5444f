import { createTestAuthority, type KeyStore, type StoredKey, type TestAuthority } from "#documents";
import type { DistrictPack } from "#district";
import type { Instant, Json } from "#kernel";
import { settingsOn, type Store } from "#store";

/** Opens the demonstration authority; its keys are kept, so that a document sealed yesterday verifies tomorrow. */
export async function openAuthority(store: Store, pack: DistrictPack, now: Instant): Promise<TestAuthority> {
  return createTestAuthority({ keys: keysOn(store, pack.code), now, place: pack.name.zh });
}

function keysOn(store: Store, district: string): KeyStore {
  const settings = settingsOn(store, district);
  return {
    get: async (name) => (await settings.findSetting(`sealKey:${name}`)) as StoredKey | undefined,
    put: async (name, key) =>
      (await settings.keepSetting(`sealKey:${name}`, key as unknown as Json)) as StoredKey,
  };
}
