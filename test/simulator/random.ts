/** A seeded source of numbers: the same seed always gives the same run. */
export type Random = {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number below a limit. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  /** A waiting time in ms, exponentially distributed round a mean. */
  readonly delay: (meanMs: number) => number;
};

/** Mulberry32: 32 bits of state, good enough to shuffle a schedule. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    delay: (meanMs) => Math.round(-Math.log(1 - next()) * meanMs),
  };
}
