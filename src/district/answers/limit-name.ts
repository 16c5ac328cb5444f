import { nameOfLimit, parseLimit } from "#calendar";
import type { Bilingual } from "#kernel";

/** A limit in words: `7wd` → 7个工作日; what is no limit as it is written. */
export function limitName(limit: string): Bilingual {
  const parsed = parseLimit(limit);
  return parsed.ok ? nameOfLimit(parsed.value) : { zh: limit, en: limit };
}
