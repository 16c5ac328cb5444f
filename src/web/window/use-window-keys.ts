import { useEffect, useRef } from "react";

/** What keys do while somebody is typing: Alt with a letter or digit, and Ctrl with Enter as `enter`. */
export function useWindowKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isEnter = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      // By the place on the board: on some, Alt with a letter writes another sign.
      const letter = event.code.replace(/^(?:Key|Digit)/, "").toLowerCase();
      const act = isEnter ? latest.current["enter"] : event.altKey ? latest.current[letter] : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
