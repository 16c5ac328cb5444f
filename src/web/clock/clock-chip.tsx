import type { ClockAnswer } from "#contract";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import "../design/clock.css";
import { LightIcon } from "../design/icons.tsx";
import { useLanguage, useSay } from "../language/say.ts";
import { clockWords } from "../words/clock.ts";
import { ClockExplanation } from "./clock-explanation.tsx";
import { clockState, type ClockReader } from "./clock-words.ts";

type Props = {
  readonly clock: ClockAnswer | null;
  /** Whose page this is: the applicant reads 您的用时, colleagues read 申请人用时. */
  readonly reader: ClockReader;
  readonly opens?: "start" | "end";
};

/** The clock wherever a case appears; pressed, it explains itself. */
export function ClockChip({ clock, reader, opens = "start" }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const card = useId();
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);
  if (clock === null) return <span className="clock-chip">{say(clockWords.noLimit)}</span>;
  const { look, text } = clockState(clock, reader, language);
  return (
    <span className="clock" ref={box}>
      <button
        type="button"
        className={`clock-chip clock-${look === "done" ? "green" : look}`}
        aria-expanded={open}
        aria-controls={open ? card : undefined}
        title={say(clockWords.explain)}
        onClick={() => setOpen(!open)}
      >
        <LightIcon light={look} />
        {text}
      </button>
      {open && (
        // It scrolls where the page is short, so the keyboard must reach it.
        <div
          className={`clock-card${opens === "end" ? " clock-card-end" : ""}`}
          id={card}
          role="region"
          aria-label={say(clockWords.explain)}
          tabIndex={0}
        >
          <ClockExplanation clock={clock} reader={reader} />
        </div>
      )}
    </span>
  );
}
