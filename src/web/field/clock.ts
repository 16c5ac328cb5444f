const KEPT = "yiwang.field.clock";

/** By how much this phone's clock was ahead of the server's, at the last look. */
type ClockNote = { readonly aheadMs: number; readonly seenAt: string };

/** Notes what time the server says it is. */
export function noteServerTime(serverAt: string): void {
  const note: ClockNote = { aheadMs: Date.now() - Date.parse(serverAt), seenAt: serverAt };
  localStorage.setItem(KEPT, JSON.stringify(note));
}

function clockNote(): ClockNote | undefined {
  const text = localStorage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as ClockNote);
}

/** What time it is here by the last look at the server's clock; null before the first. */
export function reckonedNow(): string | null {
  const note = clockNote();
  return note === undefined ? null : new Date(Date.now() - note.aheadMs).toISOString();
}

/** A moment of this phone's clock by the server's, in milliseconds; as it is before the first look. */
export const reckoned = (ms: number): number => ms - (clockNote()?.aheadMs ?? 0);

const TOLERATED_MS = 2 * 60_000;

/** Minutes that the phone is ahead (behind: less than none), where that is worth saying. */
export function wrongBy(): number | undefined {
  const note = clockNote();
  if (note === undefined || Math.abs(note.aheadMs) < TOLERATED_MS) return undefined;
  return Math.round(note.aheadMs / 60_000);
}
