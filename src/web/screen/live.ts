import type { FeedLine, FigureAnswer, ScreenAnswer } from "#contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { screenQuery } from "../api/queries.ts";

export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "lost"; readonly since: string };

const FEED_LENGTH = 30;

function withLine(screen: ScreenAnswer, line: FeedLine): ScreenAnswer {
  if (screen.feed.some(({ id }) => id === line.id)) return screen;
  return { ...screen, feed: [line, ...screen.feed].slice(0, FEED_LENGTH) };
}

function withFigures(screen: ScreenAnswer, figures: readonly FigureAnswer[]): ScreenAnswer {
  const fresh = new Map(figures.map((figure) => [figure.id, figure]));
  return { ...screen, figures: screen.figures.map((figure) => fresh.get(figure.id) ?? figure) };
}

/** Keeps the screen's answer true over server-sent events, and tells honestly whether it still does. */
export function useLive(): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>({ kind: "connecting" });
  useEffect(() => {
    const source = new EventSource("/api/live");
    const change = (by: (screen: ScreenAnswer) => ScreenAnswer): void => {
      client.setQueryData(screenQuery.queryKey, (screen) => (screen === undefined ? screen : by(screen)));
    };
    let again: ReturnType<typeof setTimeout> | undefined;
    // Counts by division come with no event of their own; they are asked for once things are quiet.
    const lookAgain = (): void => {
      clearTimeout(again);
      again = setTimeout(() => void client.invalidateQueries({ queryKey: screenQuery.queryKey }), 800);
    };
    source.addEventListener("open", () => {
      setConnection((before) => {
        if (before.kind === "lost") lookAgain();
        return { kind: "live" };
      });
    });
    source.addEventListener("error", () =>
      setConnection((before) =>
        before.kind === "lost" ? before : { kind: "lost", since: new Date().toISOString() },
      ),
    );
    source.addEventListener("feed", ({ data }) => {
      change((screen) => withLine(screen, JSON.parse(String(data)) as FeedLine));
      lookAgain();
    });
    source.addEventListener("figures", ({ data }) =>
      change((screen) => withFigures(screen, JSON.parse(String(data)) as FigureAnswer[])),
    );
    source.addEventListener("case", lookAgain);
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [client]);
  return connection;
}
