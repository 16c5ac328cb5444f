import type { Schema } from "./schema.ts";

const MOST = 8;
const keyOf = (name: string): string => `yiwang.usual.${name}`;

/** What is offered before anything is typed: what was chosen here last, then what the district says is usual (`x-usual`). */
export function usualOf(name: string, schema: Schema): readonly unknown[] {
  const given = schema["x-usual"];
  return [...new Set([...kept(name), ...(Array.isArray(given) ? given : [])])].slice(0, MOST);
}

/** Notes what was chosen; without room for it the choice itself stands all the same. */
export function keepUsual(name: string, key: unknown): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify([...new Set([key, ...kept(name)])].slice(0, MOST)));
  } catch {
    return;
  }
}

function kept(name: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? "[]");
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
