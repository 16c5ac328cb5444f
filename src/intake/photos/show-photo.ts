import sharp from "sharp";
import { MOST_PIXELS } from "./read-photo.ts";

/** The longest side of a copy that is shown, in pixels. */
const SIDES = { thumb: 320, view: 1600 } as const;

/** How large a shown copy is: in a list, or by itself. */
export type PhotoSize = keyof typeof SIDES;

/** A copy of an image to be shown: upright, smaller, as WebP, and without anything the original tells beside its picture. */
export async function showPhoto(content: Uint8Array, size: PhotoSize): Promise<Uint8Array> {
  const side = SIDES[size];
  return sharp(content, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(side, side, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer();
}
