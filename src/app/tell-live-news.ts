import { feedLines, figuresOf, type Platform } from "#http";
import { localDateOf } from "#kernel";
import { followLedger, type Following } from "#worker";

/** Figures are read at most so often, however many cases are kept in between. */
const FIGURES_EVERY_MS = 1000;

/**
 * The round that keeps open screens true: each new entry as a line of the feed, and the figures when facts
 * changed and a figure with them.
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
    for (const line of await feedLines(platform, entries)) live.tell({ event: "feed", data: line });
    if (changedFacts) stale = true;
    await tellFigures();
  };
  return followLedger({ store, district: work.pack.code, isHeard: () => live.listeners > 0, told });
}
