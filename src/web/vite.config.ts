import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { fieldWorker } from "./field-worker-plugin.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react(), fieldWorker(here)],
  // The worker of maps is a module.
  worker: { format: "es" },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // The content policy allows no inline data but small pictures; files keep their own address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
