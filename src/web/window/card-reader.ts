/** What came of asking the reader on this machine. */
export type CardRead =
  | { readonly kind: "card"; readonly name: string; readonly idNo: string }
  | { readonly kind: "none" }
  | { readonly kind: "away" };

const PATIENCE_MS = 4000;

/** Asks the local bridge of the identity-card reader (docs/guides/window.md). */
export async function readCard(address: string): Promise<CardRead> {
  try {
    const answer = await fetch(`${address}/card`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === 204) return { kind: "none" };
    const read: unknown = await answer.json();
    if (typeof read !== "object" || read === null) return { kind: "none" };
    const { name, idNo } = read as Record<string, unknown>;
    return typeof name === "string" && typeof idNo === "string"
      ? { kind: "card", name, idNo }
      : { kind: "none" };
  } catch {
    return { kind: "away" };
  }
}
