import type { Principal } from "#access";
import { sealMovesOf, sealRegister } from "#cases";
import type { SealPart } from "#contract";
import { inBoth } from "#district";
import type { StoreContext, StoredRecord } from "#registers";
import { listSealUses } from "#store";
import type { Platform } from "../platform.ts";

/** So many of a seal's latest uses stand on its page. */
const MOST_USES = 50;

/** What the page of a seal tells beside its fields: what may be done to it, and each use. */
export async function sealPart(
  { store, work }: Platform,
  principal: Principal,
  context: StoreContext,
  record: StoredRecord,
): Promise<SealPart | null> {
  if (sealRegister(work)?.id !== record.register) return null;
  const of = { register: record.register, seal: record.id, most: MOST_USES };
  const uses = await listSealUses(store, context, of);
  return {
    moves: sealMovesOf(work, principal, record).map(({ id, name }) => ({ id, name })),
    uses: uses.map(({ title, ...use }) => ({ ...use, title: inBoth(work.pack, title) })),
  };
}
