import type { ScreenAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { screenQuery } from "../api/queries.ts";
import "../design/screen.css";
import { timeOf } from "../format/dates.ts";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { screenWords } from "../words/screen.ts";
import { Feed } from "./feed.tsx";
import { Figures } from "./figures.tsx";
import { type Connection, useLive } from "./live.ts";
import { Outline } from "./outline.tsx";

function ConnectionState({ connection }: { readonly connection: Connection }): ReactNode {
  const say = useSay();
  return (
    <p className={`connection connection-${connection.kind}`} role="status">
      {connection.kind === "live" && say(screenWords.live)}
      {connection.kind === "connecting" && say(screenWords.connecting)}
      {connection.kind === "lost" && say(screenWords.liveLost, { time: timeOf(connection.since) })}
    </p>
  );
}

function Divisions({ divisions }: { readonly divisions: ScreenAnswer["divisions"] }): ReactNode {
  const say = useSay();
  const most = Math.max(1, ...divisions.map(({ open }) => open));
  return (
    <section className="divisions" aria-labelledby="divisions">
      <h2 id="divisions">{say(screenWords.openBy)}</h2>
      <ul>
        {divisions.map(({ code, name, open }) => (
          <li key={code}>
            <span>{say(name)}</span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(open / most) * 100} height="4" />
            </svg>
            <span className="number">{open}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Board({ screen }: { readonly screen: ScreenAnswer }): ReactNode {
  const say = useSay();
  const connection = useLive();
  const title = say(screenWords.title, { district: say(screen.district.name) });
  return (
    <Page
      title={title}
      width="wide"
      className="screen"
      heading={
        <div className="screen-head">
          <h1>{title}</h1>
          <ConnectionState connection={connection} />
        </div>
      }
    >
      <div className="screen-board">
        <div className="screen-map">
          <Outline screen={screen} />
          <Divisions divisions={screen.divisions} />
        </div>
        <Figures figures={screen.figures} groups={screen.groups} />
        <Feed lines={screen.feed} />
      </div>
    </Page>
  );
}

/** The leader's first page: the district, its figures, what is happening now. */
export function ScreenPage(): ReactNode {
  const say = useSay();
  const screen = useQuery(screenQuery);
  if (screen.data !== undefined) return <Board screen={screen.data} />;
  if (screen.isError) return <RefusedPage error={screen.error} onRetry={() => void screen.refetch()} />;
  return (
    <Page title={say(common.faceScreen)} width="wide" className="screen">
      <Skeleton lines={12} />
    </Page>
  );
}
