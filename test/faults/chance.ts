/** mulberry32: the moments of a run that failed come again under its seed. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How often the server is killed, and from which seed its moments follow. */
export const KILLS = Number(process.env["YIWANG_KILLS"] ?? 20);
export const SEED = Number(process.env["YIWANG_SEED"] ?? Date.now() % 1_000_000);
