import type { FeedLine } from "#contract";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { formatInstant, formatRecent } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";

const TICK_MS = 20_000;

/** What just happened, newest first; under the pointer nothing moves. */
export function Feed({ lines }: { readonly lines: readonly FeedLine[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  const [held, setHeld] = useState<readonly FeedLine[]>();
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const shown = held ?? lines;
  return (
    <section className="feed" aria-labelledby="feed">
      <h2 id="feed">{say(screenWords.feed)}</h2>
      {shown.length === 0 && <p className="figure-quiet">{say(screenWords.noFeed)}</p>}
      <ol
        onPointerEnter={() => setHeld(lines)}
        onPointerLeave={() => setHeld(undefined)}
        // Focusable, so that the list can be scrolled with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-labelledby="feed"
      >
        {shown.map((line) => (
          <li key={line.id}>
            <time dateTime={line.at} title={formatInstant(line.at, language)}>
              {formatRecent(line.at, now, language)}
            </time>
            <span>
              {line.caseNo === null ? (
                say(line.sentence)
              ) : (
                <Link to="/desk/cases/$caseNo" params={{ caseNo: line.caseNo }}>
                  {say(line.sentence)}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
