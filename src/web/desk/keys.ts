import { useEffect, useRef } from "react";

/** What a key does, by key; two-key ways are written `g m`. */
export type Keys = Readonly<Record<string, () => void>>;

const PATIENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]") !== null
  );
}

/** Listens for single keys while nobody is typing; `enter` is left to what has the focus. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let first = "";
    let at = 0;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const pair = event.timeStamp - at < PATIENCE_MS ? `${first} ${key}` : key;
      const act = latest.current[pair] ?? latest.current[key];
      first = key;
      at = event.timeStamp;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
