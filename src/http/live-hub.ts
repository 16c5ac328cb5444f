import type { ServerResponse } from "node:http";
import type { FeedLine, FigureAnswer } from "#contract";

/** What a line or a change is news of: all that a policy asks, so that nobody is looked up to tell it. */
export type NewsSubject =
  | { readonly kind: "case"; readonly organ: string; readonly division: string; readonly applicant: string }
  | {
      readonly kind: "record";
      readonly organ: string;
      readonly division: string;
      readonly holder: string | null;
    };

/** A kind of news and its content, as server-sent events carry them; `about` stays in the process. */
export type News =
  | { readonly event: "figures"; readonly data: readonly FigureAnswer[] }
  | { readonly event: "feed"; readonly data: FeedLine; readonly about: NewsSubject }
  | { readonly event: "case"; readonly data: { readonly caseNo: string }; readonly about: NewsSubject };

/** Whom the news of this process goes to. A listener that has gone is forgotten. */
export type LiveHub = {
  listen(stream: ServerResponse, mayHear: (news: News) => boolean): () => void;
  tell(news: News): void;
  readonly listeners: number;
  close(): void;
};

const HEARTBEAT_MS = 20_000;

/** Opens a hub: each listener hears what it may, and a comment every 20 s so that proxies keep the line. */
export function openLiveHub(): LiveHub {
  const listeners = new Map<ServerResponse, (news: News) => boolean>();
  const heartbeat = setInterval(() => {
    for (const stream of listeners.keys()) stream.write(": still here\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    listen(stream, mayHear) {
      listeners.set(stream, mayHear);
      return () => void listeners.delete(stream);
    },
    tell(news) {
      const text = `event: ${news.event}\ndata: ${JSON.stringify(news.data)}\n\n`;
      for (const [stream, mayHear] of listeners) if (mayHear(news)) stream.write(text);
    },
    get listeners() {
      return listeners.size;
    },
    close() {
      clearInterval(heartbeat);
      for (const stream of listeners.keys()) stream.end();
      listeners.clear();
    },
  };
}
