import { hashOf, type Instant } from "#kernel";
import { listPublished, publish, systemContext, type Store } from "#store";

/** What was published together: the hashes of its plans, and when. */
export type Publication = { readonly at: Instant; readonly plans: readonly string[] };

const KIND = "publication";

/**
 * Keeps which plans are published together now and answers all publications, the oldest first. Publishing the same
 * again is no new one, so that servers which start on one pack agree.
 */
export async function keepPublication(
  store: Store,
  district: string,
  now: Publication,
): Promise<readonly Publication[]> {
  const context = systemContext(district);
  const before = await publications(store, district);
  const plans = now.plans.toSorted();
  const last = before.at(-1);
  if (last !== undefined && last.plans.join() === plans.join()) return before;
  const hash = hashOf({ at: now.at, plans });
  await publish(store, context, {
    kind: KIND,
    hash,
    name: KIND,
    version: hash.slice(0, 12),
    content: plans,
    source: null,
    at: now.at,
  });
  return publications(store, district);
}

async function publications(store: Store, district: string): Promise<readonly Publication[]> {
  const found = await listPublished(store, systemContext(district), KIND);
  return found.toReversed().map(({ at, content }) => ({ at, plans: content as readonly string[] }));
}

/**
 * The publication that a case began under: the latest with its plan that stood when it began. Undefined where none
 * holds the plan, as for what was published before publications were kept.
 */
export function publicationOf(
  all: readonly Publication[],
  plan: string,
  began: Instant | undefined,
): Publication | undefined {
  const holding = all.filter(({ plans }) => plans.includes(plan));
  if (began === undefined) return holding.at(-1);
  // Instants sort as text.
  return holding.findLast(({ at }) => at <= began) ?? holding[0];
}
