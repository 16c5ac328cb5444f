import type { StoredCase } from "#cases";
import type { StoreContext } from "#registers";
import { findCase, type Store } from "#store";

/** The cases of a page of a list, each read once. */
export async function storedCases(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredCase>> {
  const wanted = [...new Set(ids)];
  const found = await Promise.all(wanted.map((id) => findCase(store, context, id)));
  return new Map(found.flatMap((stored) => (stored === undefined ? [] : [[stored.id, stored] as const])));
}
