import type { Adapter, AdapterPayload } from "oidc-provider";
import { instantFromMillis, millisOf, type Instant, type JsonObject } from "#kernel";
import type { ModelRow, ModelStore } from "../ports.ts";

/** What `oidc-provider` keeps, in the store's rows; one adapter a model. */
export function adapterOf(store: ModelStore, now: () => Instant): (model: string) => Adapter {
  return (model) => ({
    upsert: async (id, payload, expiresIn) => {
      const expiresAt =
        expiresIn === undefined ? null : instantFromMillis(millisOf(now()) + expiresIn * 1_000);
      await store.putModel({
        model,
        id,
        payload: JSON.parse(JSON.stringify(payload)) as JsonObject,
        grantId: payload.grantId ?? null,
        uid: payload.uid ?? null,
        userCode: payload.userCode ?? null,
        expiresAt,
        consumedAt: null,
      });
    },
    find: async (id) => (canBeOurs(id) ? payloadOf(await store.findModel(model, id, now())) : undefined),
    findByUid: async (uid) =>
      canBeOurs(uid) ? payloadOf(await store.findModelBy(model, { uid }, now())) : undefined,
    findByUserCode: async (userCode) =>
      canBeOurs(userCode) ? payloadOf(await store.findModelBy(model, { userCode }, now())) : undefined,
    consume: (id) => store.consumeModel(model, id, now()),
    destroy: async (id) => void (await store.takeModel(model, id, now())),
    revokeByGrantId: (grantId) => store.revokeGrant(grantId),
  });
}

/** Codes and tokens come from outside as they are; U+0000 is in none of ours, and no database can be asked for it. */
function canBeOurs(id: string): boolean {
  return !id.includes("\u0000");
}

function payloadOf(row: ModelRow | undefined): AdapterPayload | undefined {
  if (row === undefined) return undefined;
  const { payload, consumedAt } = row;
  const consumed = consumedAt === null ? {} : { consumed: Math.floor(millisOf(consumedAt) / 1_000) };
  return { ...(payload as AdapterPayload), ...consumed };
}
