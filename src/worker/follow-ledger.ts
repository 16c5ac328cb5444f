import { listNews, type LedgerNews, type Store } from "#store";

/** Who follows the ledger, and what is done with its news. */
export type Following = {
  readonly store: Store;
  readonly district: string;
  /** Nobody listening, nothing asked. */
  readonly isHeard: () => boolean;
  readonly told: (news: LedgerNews) => Promise<void>;
};

const AT_ONCE = 200;

/**
 * A chore's round: tells what was kept since the round before. Every process reads the ledger itself, so those
 * who listen to one hear what was done through another. When listening begins, the latest entries are told again.
 */
export function followLedger({ store, district, isHeard, told }: Following): () => Promise<boolean> {
  let end: LedgerNews["end"] | null = null;
  return async () => {
    if (!isHeard()) {
      end = null;
      return false;
    }
    const isFirst = end === null;
    const news = await listNews(store, district, end, AT_ONCE);
    end = news.end;
    await told(isFirst ? { ...news, changedFacts: true } : news);
    return news.entries.length === AT_ONCE;
  };
}
