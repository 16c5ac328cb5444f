import { instantFromMillis, millisOf, type Instant, type Problem, type Result } from "#kernel";
import { claimOutbox, completeOutbox, failOutbox, systemContext, type ClaimedItem, type Store } from "#store";

/** How one kind of effect is carried out. It must be idempotent: a killed worker leaves it to be taken again. */
export type Delivery = (item: ClaimedItem) => Promise<Result<null, Problem>>;

const AT_ONCE = 20;
/**
 * How long a worker that died keeps the others from its items: people wait for these documents. A worker that
 * is slower than this is overtaken, which does no harm, as every delivery has one effect.
 */
const CLAIM_MS = 10_000;
const MOST_ATTEMPTS = 8;

/** Carries out what is due in the outbox; a failure waits longer each time, then is left for a person. */
export async function deliverOutbox(
  store: Store,
  district: string,
  deliveries: Readonly<Record<string, Delivery>>,
  now: () => Instant,
  failed: (item: ClaimedItem, why: string) => void,
): Promise<boolean> {
  const context = systemContext(district);
  const at = now();
  const until = instantFromMillis(millisOf(at) + CLAIM_MS);
  const kinds = Object.keys(deliveries);
  const claimed = await claimOutbox(store, context, { now: at, limit: AT_ONCE, until, kinds });
  for (const item of claimed) {
    const why = await faultOf(deliveries[item.kind], item);
    if (why === undefined) {
      await completeOutbox(store, context, item.id, now());
      continue;
    }
    failed(item, why);
    const nextAt = item.attempts >= MOST_ATTEMPTS ? null : later(now(), item.attempts);
    await failOutbox(store, context, item.id, { fault: why, nextAt });
  }
  return claimed.length === AT_ONCE;
}

async function faultOf(delivery: Delivery | undefined, item: ClaimedItem): Promise<string | undefined> {
  if (delivery === undefined) return `no delivery for ${item.kind}`;
  try {
    const done = await delivery(item);
    return done.ok ? undefined : `${done.error.code}: ${done.error.message.zh}`;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** 2, 4, 8 … seconds, at most an hour. */
function later(at: Instant, attempts: number): Instant {
  return instantFromMillis(millisOf(at) + Math.min(2 ** attempts * 1000, 3_600_000));
}
