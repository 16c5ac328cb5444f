/** The largest image of a seal's impression, in bytes. */
export const MOST_IMPRESSION_BYTES = 200_000;

const BEGINNINGS: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
];

/** The type of an image by its first bytes; undefined where it is neither PNG nor JPEG. */
export function imageTypeOf(content: Uint8Array): string | undefined {
  return BEGINNINGS.find(([, bytes]) => bytes.every((byte, at) => content[at] === byte))?.[0];
}
