import { open } from "node:fs/promises";

/** Makes names given in a folder durable: fsync of a file alone does not keep its name. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
