import type { ServerResponse } from "node:http";
import type { BatchNews, FeedLine, FigureAnswer, UrgentNews } from "#contract";

/** What a line or a change is news of: all that a policy asks, so that nobody is looked up to tell it. */
export type NewsSubject =
  | {
      readonly kind: "case";
      readonly organ: string;
      readonly otherOrgans: readonly string[];
      readonly division: string;
      readonly applicant: string;
      readonly inNameOf: string | null;
    }
  | {
      readonly kind: "record";
      readonly organ: string;
      readonly division: string;
      readonly holder: string | null;
    }
  | { readonly kind: "batch"; readonly account: string };

/** A kind of news and its content, as server-sent events carry them; `about` stays in the process. */
export type News =
  | { readonly event: "figures"; readonly data: readonly FigureAnswer[] }
  | { readonly event: "feed"; readonly data: FeedLine; readonly about: NewsSubject }
  | { readonly event: "batch"; readonly data: BatchNews; readonly about: NewsSubject }
  | { readonly event: "hall"; readonly data: { readonly hall: string } }
  | { readonly event: "urgent"; readonly data: UrgentNews; readonly about: NewsSubject }
  | { readonly event: "case"; readonly data: { readonly caseNo: string }; readonly about: NewsSubject };

/** A stream may last for days: what it may hear is asked for each piece of news, who listens is looked at again. */
type Listener = {
  readonly stream: ServerResponse;
  readonly mayHear: (news: News) => boolean;
  readonly lookAgain: () => void;
};

/** Whom the news of this process goes to. A listener that has gone is forgotten. */
export type LiveHub = {
  listen(listener: Listener): () => void;
  tell(news: News): void;
  /** Somebody's session has ended: every listener looks at its own at once, not at the next minute. */
  lookAgain(): void;
  readonly listeners: number;
  close(): void;
};

const HEARTBEAT_MS = 20_000;
const LOOK_AGAIN_MS = 60_000;

/**
 * Opens a hub: each listener hears what it may, and a comment every 20 s so that proxies keep the line. Posts,
 * session and account may end while it listens: that shows at once where it happens in this process, else within
 * a minute.
 */
export function openLiveHub(): LiveHub {
  const listeners = new Set<Listener>();
  const heartbeat = setInterval(() => {
    for (const { stream } of listeners) stream.write(": still here\n\n");
  }, HEARTBEAT_MS);
  const lookAgain = (): void => {
    for (const listener of listeners) listener.lookAgain();
  };
  const looking = setInterval(lookAgain, LOOK_AGAIN_MS);
  heartbeat.unref();
  looking.unref();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(news) {
      const text = `event: ${news.event}\ndata: ${JSON.stringify(news.data)}\n\n`;
      for (const { stream, mayHear } of listeners) if (mayHear(news)) stream.write(text);
    },
    lookAgain,
    get listeners() {
      return listeners.size;
    },
    close() {
      clearInterval(heartbeat);
      clearInterval(looking);
      for (const { stream } of listeners) stream.end();
      listeners.clear();
    },
  };
}
