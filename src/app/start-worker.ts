import { createTestAuthority, createTypesetter, type KeyStore, type StoredKey } from "#documents";
import { figuresOf, type Platform } from "#http";
import type { Json } from "#kernel";
import { localDateOf } from "#kernel";
import { settingsOn } from "#store";
import { deliverOutbox, fireDueTimers, runWorker, sealDocuments, type Worker } from "#worker";
import { SEAL_DOCUMENT } from "#cases";

/** Starts everything that happens without a person. */
export async function startWorker(
  platform: Platform,
  onFault: (chore: string, fault: unknown) => void,
): Promise<Worker> {
  const { store, work, now } = platform;
  const { pack } = work;
  const authority = await createTestAuthority({ keys: keysOn(platform), now: now(), place: pack.name.zh });
  const sealing = sealDocuments({
    store,
    vault: platform.vault,
    pack,
    typesetter: createTypesetter(),
    templates: Object.fromEntries(pack.templates),
    signerOf: async (organ) => {
      const owner = pack.organs.get(organ);
      return authority.signerFor({ name: owner?.name.zh ?? organ, creditCode: owner?.creditCode ?? organ });
    },
    now,
    told: (document) => platform.live.tell({ event: "case", data: { caseNo: document.subject } }),
  });
  const tellFigures = async (): Promise<void> => {
    const year = Number(localDateOf(now()).slice(0, 4));
    if (platform.live.listeners > 0)
      platform.live.tell({ event: "figures", data: await figuresOf(platform, year) });
  };
  return runWorker({
    onFault,
    chores: [
      {
        name: "timers",
        everyMs: 1000,
        run: () =>
          fireDueTimers(
            store,
            work,
            ({ caseNo }) => platform.live.tell({ event: "case", data: { caseNo } }),
            (caseNo, refused) => onFault(`timer of ${caseNo}`, refused),
          ),
      },
      {
        name: "outbox",
        everyMs: 500,
        run: () =>
          deliverOutbox(store, pack.code, { [SEAL_DOCUMENT]: sealing }, now, (item, why) =>
            onFault(`outbox ${item.kind} ${item.id}`, new Error(why)),
          ),
      },
      { name: "figures", everyMs: 1000, run: async () => (await tellFigures(), false) },
    ],
  });
}

/** Keys of the demonstration authority, kept so that a document sealed yesterday verifies tomorrow. */
function keysOn(platform: Platform): KeyStore {
  const settings = settingsOn(platform.store, platform.work.pack.code);
  return {
    get: async (name) => (await settings.findSetting(`sealKey:${name}`)) as StoredKey | undefined,
    put: async (name, key) =>
      (await settings.keepSetting(`sealKey:${name}`, key as unknown as Json)) as StoredKey,
  };
}
