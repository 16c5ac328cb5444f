import { useSyncExternalStore } from "react";

/** How large text is set: 大字 is for those who read with effort (适老化). */
export type TextSize = "usual" | "large";

const KEPT_UNDER = "yiwang.text";
const listeners = new Set<() => void>();

function readKept(): TextSize {
  try {
    return localStorage.getItem(KEPT_UNDER) === "large" ? "large" : "usual";
  } catch {
    return "usual";
  }
}

let current: TextSize = typeof document === "undefined" ? "usual" : readKept();

export const textSizeNow = (): TextSize => current;

/** Every size of text hangs on the root's; what is kept is this browser's. */
export function chooseTextSize(size: TextSize): void {
  current = size;
  document.documentElement.dataset["text"] = size;
  try {
    localStorage.setItem(KEPT_UNDER, size);
  } catch {
    // A browser that keeps nothing still switches for this visit.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, textSizeNow, () => "usual");
}
