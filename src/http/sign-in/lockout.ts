import { instantFromMillis, millisOf, problem, type Instant, type Problem } from "#kernel";
import type { SignInLimits } from "./options.ts";
import type { FailureStore } from "./ports.ts";

/** What is guessed at, and how often it may be before it is locked. */
type Limits = Pick<SignInLimits, "perAccountAndAddress" | "perAddress" | "perAccount" | "windowMinutes"> & {
  readonly lockedAs?:
    | "SIGN_IN_LOCKED"
    | "LINKS_TOO_MANY"
    | "OBJECTIONS_TOO_MANY"
    | "LOOKUP_LOCKED"
    | "REPORTS_TOO_MANY";
};

type Attempt = { readonly login: string; readonly address: string; readonly at: Instant };

/** A name as failures are counted by: how it is typed makes no difference. */
export function normalLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase().slice(0, 80);
}

/** An address as failures are counted by: an IPv6 customer holds a whole /64. */
export function normalAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const zeros = address.includes("::") ? Math.max(0, 8 - front.length - back.length) : 0;
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/**
 * Whether an attempt is refused before the password is looked at, and until when.
 * Problems: SIGN_IN_LOCKED or what the limits name (with the time it opens again).
 */
async function findLock(store: FailureStore, limits: Limits, attempt: Attempt): Promise<Problem | undefined> {
  const { login, address, at } = attempt;
  const window = limits.windowMinutes * 60_000;
  const since = instantFromMillis(millisOf(at) - window);
  const rules = [
    { by: { login, address }, limit: limits.perAccountAndAddress },
    { by: { address }, limit: limits.perAddress },
    { by: { login }, limit: limits.perAccount },
  ];
  for (const { by, limit } of rules) {
    const failures = await store.failuresSince(by, since, limit);
    const oldest = failures.at(-1);
    if (failures.length >= limit && oldest !== undefined) return locked(millisOf(oldest) + window, limits);
  }
  return undefined;
}

/**
 * Notes the attempt as failed before the password is compared, so that many at once cannot outrun the
 * count; a success clears the note. Answers a lock when others came in between.
 */
export async function noteAttempt(
  store: FailureStore,
  limits: Limits,
  attempt: Attempt,
): Promise<Problem | undefined> {
  const before = await findLock(store, limits, attempt);
  if (before !== undefined) return before;
  await store.recordFailure(attempt);
  const oneMore = { ...limits, perAccountAndAddress: limits.perAccountAndAddress + 1 };
  return findLock(
    store,
    { ...oneMore, perAddress: limits.perAddress + 1, perAccount: limits.perAccount + 1 },
    attempt,
  );
}

function locked(untilMillis: number, limits: Limits): Problem {
  const until = Temporal.Instant.fromEpochMilliseconds(untilMillis).toZonedDateTimeISO("Asia/Shanghai");
  const minute = until.add({ seconds: 59 }).toPlainTime().toString({ smallestUnit: "minute" });
  return problem(
    limits.lockedAs ?? "SIGN_IN_LOCKED",
    { until: minute, minutes: limits.windowMinutes },
    { until: instantFromMillis(untilMillis) },
  );
}
