/** What somebody has typed and not sent is kept in this window alone: it survives a reload, and ends with the window. */
export function readKept(under: string | undefined): unknown {
  if (under === undefined) return undefined;
  try {
    return JSON.parse(sessionStorage.getItem(under) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(under: string | undefined, value: unknown): void {
  if (under === undefined) return;
  try {
    sessionStorage.setItem(under, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still sends the form.
  }
}

/** Forgets what was kept under a name and under those that begin with it. */
export function forgetKept(under: string | undefined): void {
  if (under === undefined) return;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(under)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
