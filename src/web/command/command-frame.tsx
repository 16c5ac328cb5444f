import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { BellIcon } from "../design/icons.tsx";
import "../design/command.css";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { StaffOnly } from "../desk/staff-only.tsx";
import { Page } from "../shell/page.tsx";
import { commandWords as words } from "../words/command.ts";
import { toggleSound, useSound } from "./sound.ts";

type Props = {
  readonly title: string;
  readonly here: "map" | "duty" | "classes";
  readonly children: ReactNode;
};

/** What every page of the command centre has: its tabs, and the switch of the sound that urgent cases come with. */
export function CommandFrame(props: Props): ReactNode {
  const account = useAccount();
  return account === undefined || account.kind === "staff" ? <Frame {...props} /> : <StaffOnly />;
}

function Frame({ title, here, children }: Props): ReactNode {
  const say = useSay();
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
        <SoundSwitch />
      </div>
      {children}
    </Page>
  );
}

function SoundSwitch(): ReactNode {
  const say = useSay();
  const sound = useSound();
  return (
    <div className="sound-switch">
      {sound.on && sound.blocked && <span className="tiny quiet">{say(words.soundBlocked)}</span>}
      <button
        type="button"
        role="switch"
        aria-checked={sound.on}
        className="button button-small"
        onClick={toggleSound}
      >
        <BellIcon /> {say(words.sound)} {say(sound.on ? words.soundOn : words.soundOff)}
      </button>
    </div>
  );
}
