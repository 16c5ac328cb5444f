import { packWithAddress } from "./pack-with-address.ts";

export const LIBRARIES = ["case-library", "certificate-library", "rating-library", "item-library"] as const;

/** Qianshan's pack with its libraries connected to a receiver; `change` mends a library's file further. */
export function packWithLibraries(
  url: string,
  change: (text: string) => string = (text) => text,
): Promise<string> {
  const connect = (text: string): string => change(text.replace("connected: false", "connected: true"));
  return packWithAddress(
    "outer-libraries",
    url,
    Object.fromEntries(LIBRARIES.map((id) => [`libraries/${id}.yaml`, connect])),
  );
}
