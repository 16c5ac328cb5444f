import type { StoredCase } from "#cases";
import type { StoreContext } from "#registers";
import { findCases, type Store } from "#store";

/** The cases of a page of a list, by id; those the reader may not see are left out. */
export async function storedCases(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredCase>> {
  const found = await findCases(store, context, [...new Set(ids)]);
  return new Map(found.map((stored) => [stored.id, stored]));
}
