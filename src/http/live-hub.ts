import type { ServerResponse } from "node:http";

/** A kind of news and its JSON text, as server-sent events carry them. */
export type News = { readonly event: "feed" | "figures" | "case"; readonly data: unknown };

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
