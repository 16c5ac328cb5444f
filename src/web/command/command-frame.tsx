import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";
import { BellIcon } from "../design/icons.tsx";
import "../design/command.css";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { StaffOnly } from "../desk/staff-only.tsx";
import { Page } from "../shell/page.tsx";
import { commandWords as words } from "../words/command.ts";
import { useSound, useUrgent, type Sound } from "./use-urgent.ts";

type Props = {
  readonly title: string;
  readonly here: "map" | "duty" | "classes";
  readonly children: ReactNode;
};

/** Cases change in bursts; the page asks again once in so long. */
const ASK_AGAIN_MS = 700;
const SHOWN = 2;

/** What every page of the command centre has: its tabs, the switch of the sound, and urgent cases as they come. */
export function CommandFrame(props: Props): ReactNode {
  const account = useAccount();
  return account === undefined || account.kind === "staff" ? <Frame {...props} /> : <StaffOnly />;
}

function Frame({ title, here, children }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const sound = useSound();
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const askAgain = (): void => {
    if (waiting.current !== undefined) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      for (const part of ["map", "cases", "duty"])
        void client.invalidateQueries({ queryKey: ["command", part] });
    }, ASK_AGAIN_MS);
  };
  const { news, seen } = useUrgent(sound.play, askAgain);
  return (
    <Page title={title} width="wide" className="desk command">
      <div className="command-top no-print">
        <nav className="tabs" aria-label={say(words.views)}>
          <Link to="/desk/map" aria-current={here === "map" ? "page" : undefined}>
            {say(words.map)}
          </Link>
          <Link to="/desk/duty" aria-current={here === "duty" ? "page" : undefined}>
            {say(words.duty)}
          </Link>
          <Link to="/desk/classes" search={{ q: "" }} aria-current={here === "classes" ? "page" : undefined}>
            {say(words.classes)}
          </Link>
        </nav>
        <SoundSwitch sound={sound} />
      </div>
      <div role="alert" className="urgent-place">
        {news.slice(0, SHOWN).map(({ caseNo, title: what, place, stateName }) => (
          <p key={caseNo} className="urgent-banner">
            <strong>
              <BellIcon /> {say(words.newUrgent)}
            </strong>
            <Link to="/desk/cases/$caseNo" params={{ caseNo }}>
              {say(what)}
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
          <p className="small">{say(words.moreUrgent, { count: news.length - SHOWN })}</p>
        )}
      </div>
      {children}
    </Page>
  );
}

function SoundSwitch({ sound }: { readonly sound: Sound }): ReactNode {
  const say = useSay();
  return (
    <div className="sound-switch">
      {sound.on && sound.blocked && <span className="tiny quiet">{say(words.soundBlocked)}</span>}
      <button
        type="button"
        role="switch"
        aria-checked={sound.on}
        className="button button-small"
        onClick={sound.toggle}
      >
        <BellIcon /> {say(words.sound)} {say(sound.on ? words.soundOn : words.soundOff)}
      </button>
    </div>
  );
}
