import { cardsFor, showCard, type CaseWork } from "#cases";
import type { Instant, Problem } from "#kernel";
import { listDueTasks, systemContext, type Store } from "#store";

/** What showing cards stands on; `until` is how far ahead the rules can look. */
export type Showing = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly until: (at: Instant) => Instant;
  readonly failed: (caseNo: string, refused: Problem) => void;
};

const AT_ONCE = 200;

/** A chore's round: every task near its limit or past it is asked about; each card is shown once, whoever looks. */
export function showCards({ store, work, until, failed }: Showing): () => Promise<boolean> {
  const shown = new Set<string>();
  return async () => {
    const context = systemContext(work.pack.code);
    const now = work.now();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDueTasks>> = await listDueTasks(
        store,
        context,
        { now, until: until(now), when: "both" },
        { limit: AT_ONCE, ...(cursor === null ? {} : { cursor }) },
      );
      for (const task of page.items) {
        // What this process has seen shown it does not ask the database again.
        for (const card of cardsFor(work.pack, task, now).filter(({ id }) => !shown.has(id))) {
          const done = await showCard(work, task, card);
          if (done.ok) shown.add(card.id);
          else failed(task.caseNo, done.error);
        }
      }
      cursor = page.next;
    } while (cursor !== null);
    return false;
  };
}
