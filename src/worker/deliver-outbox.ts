import { instantFromMillis, millisOf, type Instant, type Problem, type Result } from "#kernel";
import {
  claimOutbox,
  completeOutbox,
  DatabaseAway,
  failOutbox,
  removeOutbox,
  systemContext,
  type ClaimedItem,
  type Store,
} from "#store";
import { inLanes } from "./in-lanes.ts";

/**
 * How one kind of effect is carried out. It must be idempotent: a killed worker leaves it to be taken again. `left`
 * where this process ends meanwhile: nothing failed, and it is taken again when its time is over.
 */
export type Delivery = (item: ClaimedItem) => Promise<Result<null | "left", Problem>>;

/** What is carried out, for whom and how. */
export type Delivering = {
  readonly store: Store;
  readonly district: string;
  readonly deliveries: Readonly<Record<string, Delivery>>;
  readonly now: () => Instant;
  readonly failed: (item: ClaimedItem, why: string) => void;
  /** What was carried out leaves the outbox: what it did is told elsewhere. */
  readonly forget?: boolean;
  /** True of a fault that no further try mends: a person has to look at once. */
  readonly needsPerson?: (why: string) => boolean;
  /** True of a fault that is waited out however often it comes; what says so tells itself when a person has to look. */
  readonly isWaitedOut?: (why: string) => boolean;
  /** How many are carried out side by side. */
  readonly lanes?: number;
};

/** So few at a time that they are done long before their time is over, and a worker that dies holds up few. */
const AT_ONCE = 6;
/**
 * How long a worker that died keeps the others from its items: people wait for these documents. What a slow worker
 * has not begun by then it leaves to the others; an item under way may be overtaken, which does no harm, as every
 * delivery has one effect.
 */
const CLAIM_MS = 10_000;
/** So many failures in a row, and a person has to look; being taken by a server that is killed is none. */
const MOST_FAILURES = 8;

/** Carries out what is due in the outbox; a failure waits longer each time, then is left for a person (运行故障). */
export async function deliverOutbox(delivering: Delivering): Promise<boolean> {
  const { store, district, deliveries, now, lanes = 1, forget = false } = delivering;
  const at = now();
  const until = instantFromMillis(millisOf(at) + CLAIM_MS);
  const kinds = Object.keys(deliveries);
  const limit = AT_ONCE * lanes;
  const claimed = await claimOutbox(store, systemContext(district), { now: at, limit, until, kinds });
  await inLanes(claimed, lanes, async (item) => {
    if (now() < until) await deliver(delivering, item);
  });
  // One order brings forth others: what is forgotten when done is followed up without waiting for the next round.
  return claimed.length === limit || (forget && claimed.length > 0);
}

async function deliver(delivering: Delivering, item: ClaimedItem): Promise<void> {
  const { store, district, deliveries, now, failed, forget = false } = delivering;
  const context = systemContext(district);
  const fault = await faultOf(deliveries[item.kind], item);
  if (fault === "left") return;
  if (fault === undefined) {
    if (forget) return removeOutbox(store, context, item.id);
    return completeOutbox(store, context, item.id, now());
  }
  const why = wordsOf(fault);
  failed(item, why);
  const failures = item.failures + 1;
  const at = now();
  const isLast = failures >= MOST_FAILURES && delivering.isWaitedOut?.(why) !== true;
  const atOnce = delivering.needsPerson?.(why) === true;
  const nextAt = isLast || atOnce ? null : later(at, failures);
  // What is left to a person at once says itself what is to be done; the rest was tried time after time.
  const told = atOnce && typeof fault !== "string" ? fault : null;
  await failOutbox(store, context, item.id, { fault: why, problem: told, at, nextAt });
}

const wordsOf = (fault: Problem | string): string =>
  typeof fault === "string" ? fault : `${fault.code}: ${fault.message.zh}`;

/** Why it failed; nothing where it did not. */
async function faultOf(
  delivery: Delivery | undefined,
  item: ClaimedItem,
): Promise<Problem | string | undefined> {
  if (delivery === undefined) return `no delivery for ${item.kind}`;
  try {
    const done = await delivery(item);
    if (done.ok) return done.value === "left" ? "left" : undefined;
    return done.error;
  } catch (fault) {
    // That is no fault of the item: it is taken again, by whoever can, when its time is over.
    if (fault instanceof DatabaseAway) throw fault;
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** 2, 4, 8 … seconds, at most an hour. */
function later(at: Instant, failures: number): Instant {
  return instantFromMillis(millisOf(at) + Math.min(2 ** Math.min(failures, 12) * 1000, 3_600_000));
}
