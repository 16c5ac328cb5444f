import { sha256Hex } from "#kernel";

/** A draw by lot and what it came to: `lot` of 0 to 9999 is drawn below `below`. */
export type Draw = { readonly drawn: boolean; readonly lot: number; readonly below: number };

/**
 * Draws a share (in percent) by the digest of a text: the same for everybody who reckons it again, and nobody's choice.
 */
export function drawOf(text: string, percent: number): Draw {
  const lot = Number.parseInt(sha256Hex(text).slice(0, 8), 16) % 10_000;
  const below = percent * 100;
  return { drawn: lot < below, lot, below };
}
