import type { Sharp } from "sharp";

const ACROSS = 9;
const DOWN = 8;
/** Of 255 greys: a picture with less between its darkest and lightest spot is a wall, and all walls look alike. */
const LEAST_CONTRAST = 12;

/**
 * A difference hash (dHash, Krawetz 2013): the picture as 9 × 8 greys, a bit for each spot that is darker than the one
 * to its right. It stays the same, or nearly, when a picture is made smaller, saved anew or a little lighter.
 * Answers 64 signs `0` or `1`, or null where there is too little to see.
 */
export async function perceptualHash(image: Sharp): Promise<string | null> {
  const greys = await image
    .clone()
    .autoOrient()
    .flatten({ background: "#fff" })
    .greyscale()
    .resize(ACROSS, DOWN, { fit: "fill" })
    .raw()
    .toBuffer();
  if (Math.max(...greys) - Math.min(...greys) < LEAST_CONTRAST) return null;
  let bits = "";
  for (let row = 0; row < DOWN; row += 1)
    for (let column = 0; column < ACROSS - 1; column += 1) {
      const at = row * ACROSS + column;
      bits += (greys[at] ?? 0) < (greys[at + 1] ?? 0) ? "1" : "0";
    }
  return bits;
}
