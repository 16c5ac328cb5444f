import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rollup } from "vite";

const OWN_CHUNKS = /\/src\/web\/field\/|\/node_modules\/tus-js-client\//;
const MAP_CHUNKS = /\/src\/web\/map\//;

/**
 * Writes `/field-worker.js` beside the faces: the worker of src/web/field/service-worker.js with the list of files that
 * the field face needs, which are all that its chunks import, and what those import; and with what the map needs beside
 * them, which is held once the face itself is.
 */
export function fieldWorker(here: string): Plugin {
  return {
    name: "field-worker",
    apply: "build",
    enforce: "post",
    // After the empty scripts of style sheets have been taken out.
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = filesOf(bundle, OWN_CHUNKS);
        const mapFiles = filesOf(bundle, MAP_CHUNKS).filter((file) => !files.includes(file));
        const build = createHash("sha256")
          .update([...files, ...mapFiles].join("\n"))
          .digest("hex")
          .slice(0, 16);
        const source = readFileSync(`${here}field/service-worker.js`, "utf8")
          .replace("__BUILD__", `field-${build}`)
          .replace("__FILES__", JSON.stringify(files))
          .replace("__MAP_FILES__", JSON.stringify(mapFiles));
        this.emitFile({ type: "asset", fileName: "field-worker.js", source });
        for (const size of [192, 512]) {
          const fileName = `field-icon-${size}.png`;
          this.emitFile({ type: "asset", fileName, source: readFileSync(`${here}field/icons/${fileName}`) });
        }
      },
    },
  };
}

/** What the chunks of some modules load, and what those load. */
function filesOf(bundle: Rollup.OutputBundle, modules: RegExp): readonly string[] {
  const chunks = Object.values(bundle).flatMap((each) => (each.type === "chunk" ? [each] : []));
  const wanted = new Set<string>();
  const take = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (wanted.has(name) || chunk === undefined) return;
    wanted.add(name);
    for (const file of chunk.viteMetadata?.importedCss ?? []) wanted.add(file);
    for (const file of chunk.viteMetadata?.importedAssets ?? []) wanted.add(file);
    for (const other of chunk.imports) take(other);
  };
  for (const { fileName, isEntry, facadeModuleId, moduleIds } of chunks)
    if (isEntry || [facadeModuleId ?? "", ...moduleIds].some((id) => modules.test(id.replaceAll("\\", "/"))))
      take(fileName);
  return [...wanted].map((file) => `/${file}`).toSorted();
}
