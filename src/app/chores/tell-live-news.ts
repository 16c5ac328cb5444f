import { caseNews, figuresOf, ledgerNews, type Platform } from "#http";
import { localDateOf } from "#kernel";
import { findCases, systemContext } from "#store";
import { followLedger, type Following } from "#worker";

/** Figures are read at most so often, however many cases are kept in between. */
const FIGURES_EVERY_MS = 1000;

/**
 * The round that keeps open screens true: each new entry as a line of the feed and as a change of its case, and
 * the figures when facts changed and a figure with them.
 */
export function tellLiveNews(platform: Platform): () => Promise<boolean> {
  const { live, store, work, now } = platform;
  let [stale, toldAt, toldText] = [false, Number.NEGATIVE_INFINITY, ""];
  const tellFigures = async (): Promise<void> => {
    if (!stale || performance.now() - toldAt < FIGURES_EVERY_MS) return;
    [stale, toldAt] = [false, performance.now()];
    const figures = await figuresOf(platform, Number(localDateOf(now()).slice(0, 4)));
    const text = JSON.stringify(figures.map(({ asOf: _asOf, ...figure }) => figure));
    if (text !== toldText) live.tell({ event: "figures", data: figures });
    toldText = text;
  };
  const told: Following["told"] = async ({ entries, changedFacts }) => {
    for (const news of await ledgerNews(platform, entries)) live.tell(news);
    if (changedFacts) stale = true;
    await tellFigures();
  };
  return followLedger({ store, district: work.pack.code, isHeard: () => live.listeners > 0, told });
}

/** Tells of a change that leaves no entry, as when a document's file is there. Nobody listening, nothing asked. */
export async function tellOfCase({ live, store, work }: Platform, caseNo: string): Promise<void> {
  if (live.listeners === 0) return;
  const [found] = await findCases(store, systemContext(work.pack.code), [caseNo]);
  if (found !== undefined) live.tell(caseNews(found.head));
}
