import type { UrgentNews } from "#contract";

/** What was told so long ago when the line was opened is no news: it stands in the list. */
const NEWS_MS = 10_000;
const NAME = "yiwang.command.urgent";

/** What the line brings: an urgent case, or that some case has changed (or may have, while the line was away). */
export type Told = { readonly what: "urgent"; readonly news: UrgentNews } | { readonly what: "changed" };

type Hear = (told: Told, isHolder: boolean) => void;

/**
 * Listens to the server for this browser: one of its pages holds the line and passes on what it hears to the others,
 * for a browser opens only a few lines to one server. Where locks are not to be had, each page has its own. Answers how
 * to stop.
 */
export function listenToUrgent(hear: Hear): () => void {
  const ended = new AbortController();
  const others = new BroadcastChannel(NAME);
  others.addEventListener("message", ({ data }) => hear(data as Told, false));
  const hold = (): Promise<void> => {
    const close = openLine((told) => {
      others.postMessage(told);
      hear(told, true);
    });
    return new Promise((resolve) => {
      const end = (): void => {
        close();
        resolve();
      };
      if (ended.signal.aborted) end();
      else ended.signal.addEventListener("abort", end);
    });
  };
  // Given up while it waits, a lock is refused: nothing is lost by that.
  if ("locks" in navigator)
    navigator.locks.request(NAME, { signal: ended.signal }, hold).catch(() => undefined);
  else void hold();
  return () => {
    ended.abort();
    others.close();
  };
}

function openLine(tell: (told: Told) => void): () => void {
  const source = new EventSource("/api/live");
  const known = new Set<string>();
  source.addEventListener("urgent", ({ data }) => {
    const news = JSON.parse(String(data)) as UrgentNews;
    if (news.ago > NEWS_MS || known.has(news.caseNo)) return;
    known.add(news.caseNo);
    tell({ what: "urgent", news });
  });
  for (const event of ["case", "open"]) source.addEventListener(event, () => tell({ what: "changed" }));
  return () => source.close();
}
