import { instantFromMillis, millisOf } from "#kernel";
import { sweepUploads, systemContext } from "#store";
import type { Platform } from "../platform.ts";

const HOUR_MS = 3_600_000;

/**
 * Clears away what was announced longer ago than an upload is kept, finished or not, and parts that no row
 * names (a process died between the two, or the database was restored beside an older folder).
 */
export async function clearUploads({ work, store, parts, uploads, now }: Platform): Promise<void> {
  const keptMs = uploads.keepHours * HOUR_MS;
  const before = instantFromMillis(millisOf(now()) - keptMs);
  const gone = await sweepUploads(store, systemContext(work.pack.code), before);
  // The disk has its own clock: twice as long, so that nothing is taken away that still has its row.
  const left = await parts.untouchedSince(Date.now() - 2 * keptMs);
  for (const id of new Set([...gone, ...left])) await parts.discard(id);
}
