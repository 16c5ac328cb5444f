import type { BoardAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { boardQuery } from "../api/window-queries.ts";
import "../design/screen-dark.css";
import "../design/board.css";
import { timeOf } from "../format/dates.ts";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { hallWords } from "../words/halls.ts";

const route = getRouteApi("/halls/$hall/board");

/** Hears of every change in the hall; answers whether the line stands. */
function useHallLine(hall: string, changed: () => void): boolean {
  const [isLive, setLive] = useState(true);
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  useEffect(() => {
    const source = new EventSource(`/api/halls/${encodeURIComponent(hall)}/live`);
    source.addEventListener("open", () => {
      setLive(true);
      latest.current();
    });
    source.addEventListener("error", () => setLive(false));
    source.addEventListener("hall", () => latest.current());
    return () => source.close();
  }, [hall]);
  return isLive;
}

/** Says a call aloud in Chinese, digit by digit, where somebody has switched it on at this display. */
function speak(sentence: string): void {
  const said = new SpeechSynthesisUtterance(sentence);
  said.lang = "zh-CN";
  said.rate = 0.9;
  speechSynthesis.speak(said);
}

function useSpeech(board: BoardAnswer | undefined, isOn: boolean): void {
  const before = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (board === undefined) return;
    const now = new Set(board.called.map(({ label, calls }) => `${label}/${calls}`));
    const known = before.current;
    before.current = now;
    if (!isOn || known === undefined) return;
    for (const { label, calls, counterName } of board.called)
      if (!known.has(`${label}/${calls}`)) speak(`请${[...label].join(" ")}号，到${counterName.zh}`);
  }, [board, isOn]);
}

function Called({ called }: { readonly called: BoardAnswer["called"] }): ReactNode {
  const say = useSay();
  if (called.length === 0) return <p className="board-nobody">{say(hallWords.boardNobody)}</p>;
  return (
    <ol className="board-called" aria-label={say(hallWords.boardCalled)} aria-live="polite">
      {called.map(({ label, counterName, serving }) => (
        <li key={label}>
          <span className="number">{label}</span>
          <span>{say(counterName)}</span>
          <span className="board-state">{say(serving ? hallWords.boardServing : hallWords.boardCalled)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The hall's display: who is called to which counter, and how many wait. */
export function BoardPage(): ReactNode {
  const say = useSay();
  const { hall } = route.useParams();
  const [spoken, setSpoken] = useState(false);
  const board = useQuery(boardQuery(hall));
  const isLive = useHallLine(hall, () => void board.refetch());
  useSpeech(board.data, spoken);
  if (board.isError && board.data === undefined)
    return <RefusedPage error={board.error} onRetry={() => void board.refetch()} />;
  if (board.data === undefined)
    return (
      <Page title={say(hallWords.display)} className="board">
        <Skeleton lines={8} />
      </Page>
    );
  const { hallName, at, called, queues } = board.data;
  const title = say(hallWords.boardTitle, { hall: say(hallName) });
  return (
    <Page
      title={title}
      width="wide"
      className="board"
      heading={
        <div className="board-head">
          <h1>{title}</h1>
          <p className={isLive ? "" : "board-lost"} role="status">
            {isLive ? timeOf(at) : say(hallWords.boardLost)}
          </p>
        </div>
      }
    >
      <Called called={called} />
      <ul className="board-queues">
        {queues.map(({ id, name, waiting, next, minutes }) => (
          <li key={id}>
            <h2>
              {id} {say(name)}
            </h2>
            <p>
              {say(hallWords.boardAhead, { n: waiting })}
              {minutes !== null && ` · ${say(hallWords.boardMinutes, { n: minutes })}`}
            </p>
            <p className="number">{next.join("　")}</p>
          </li>
        ))}
      </ul>
      <p className="board-ways no-print">
        <label>
          <input type="checkbox" checked={spoken} onChange={(event) => setSpoken(event.target.checked)} />{" "}
          {say(hallWords.boardSpeak)}
        </label>
      </p>
    </Page>
  );
}
