import { type RefObject, useEffect, useRef } from "react";

/** A `details` that is a menu: Escape and a press elsewhere close it, and Escape gives the focus back. */
export function useMenu(): RefObject<HTMLDetailsElement | null> {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const { current } = menu;
      if (current?.open !== true) return;
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      const isElsewhere = event.type === "pointerdown" && !current.contains(event.target as Node);
      if (!isEscape && !isElsewhere) return;
      current.open = false;
      if (isEscape) current.querySelector("summary")?.focus();
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  return menu;
}
