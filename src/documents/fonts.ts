import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Weights that the shared library uses; every further weight would cost 10–15 MB of reading at start. */
const WEIGHTS = {
  "@expo-google-fonts/noto-serif-sc": ["400Regular", "700Bold"],
  "@expo-google-fonts/noto-sans-sc": ["400Regular", "700Bold"],
} as const;

/** Folders of the fonts that come with the platform: 思源 under its Noto name, free (OFL 1.1) and embeddable. */
export function ownFontFolders(): readonly string[] {
  return Object.entries(WEIGHTS).flatMap(([name, weights]) => {
    const folder = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
    return weights.map((weight) => join(folder, weight));
  });
}
