import sharp from "sharp";
import { MOST_PIXELS } from "./read-photo.ts";

/** The longest side of a copy that is shown, in pixels. */
const SIDES = { thumb: 320, view: 1600 } as const;

/** How large a shown copy is: in a list, or by itself. */
export type PhotoSize = keyof typeof SIDES;

/** What a shown copy is written as: WebP for our own pages, JPEG for systems outside. */
export type PhotoFormat = "webp" | "jpeg";

/** A copy of an image to be shown: upright, smaller, and without anything the original tells beside its picture. */
export async function showPhoto(
  content: Uint8Array,
  size: PhotoSize,
  format: PhotoFormat = "webp",
): Promise<Uint8Array> {
  const side = SIDES[size];
  const copy = sharp(content, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(side, side, { fit: "inside", withoutEnlargement: true });
  return (format === "webp" ? copy.webp({ quality: 78 }) : copy.flatten().jpeg({ quality: 82 })).toBuffer();
}
