import type { UrgentNews } from "#contract";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { BellIcon } from "../design/icons.tsx";
import "../design/urgent.css";
import { useSay } from "../language/say.ts";
import { commandWords as words } from "../words/command.ts";
import { playUrgent, useSound } from "./sound.ts";
import { listenToUrgent, type Told } from "./urgent-line.ts";

const MOST = 20;
const SHOWN = 2;
/** Cases change in bursts; the pages of the command desk ask again once in so long. */
const ASK_AGAIN_MS = 700;

/** Tells who works at the command desk of urgent cases as they come, on whatever page they are: seen and heard. */
export function UrgentWatch(): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { on, blocked } = useSound();
  const [news, setNews] = useState<readonly UrgentNews[]>([]);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const askAgain = (): void => {
    if (waiting.current !== undefined) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      for (const part of ["map", "cases", "duty"])
        void client.invalidateQueries({ queryKey: ["command", part] });
    }, ASK_AGAIN_MS);
  };
  const hear = useEffectEvent((told: Told, isHolder: boolean) => {
    if (told.what === "changed") return askAgain();
    setNews((before) => [told.news, ...before].slice(0, MOST));
    // Of several pages of one browser the one that is looked at is heard, and the one that holds the line.
    if (isHolder || document.visibilityState === "visible") playUrgent();
  });
  useEffect(() => listenToUrgent((told, isHolder) => hear(told, isHolder)), []);
  const seen = (caseNo: string): void => setNews((before) => before.filter((each) => each.caseNo !== caseNo));
  return (
    <div role="alert" className="urgent-place no-print">
      {news.slice(0, SHOWN).map(({ caseNo, title, place, stateName }) => (
        <p key={caseNo} className="urgent-banner">
          <strong>
            <BellIcon /> {say(words.newUrgent)}
          </strong>
          <Link to="/desk/cases/$caseNo" params={{ caseNo }} onClick={() => seen(caseNo)}>
            {say(title)}
          </Link>
          <span className="small">
            {say(place)} · {say(stateName)}
          </span>
          <button type="button" className="button button-small" onClick={() => seen(caseNo)}>
            {say(words.seen)}
          </button>
        </p>
      ))}
      {news.length > SHOWN && (
        <p className="urgent-banner small">{say(words.moreUrgent, { count: news.length - SHOWN })}</p>
      )}
      {news.length > 0 && on && blocked && <p className="urgent-banner small">{say(words.soundBlocked)}</p>}
    </div>
  );
}
