import { CARD_REGISTER, cardsFor, showCard, type CaseWork, type WatchedTask } from "#cases";
import { localDateOf, millisOf, type Instant, type Problem } from "#kernel";
import { findRecordIds, listDueTasks, systemContext, type Store } from "#store";

/** What showing cards stands on; `until` is how far ahead the rules can look. */
export type Showing = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly until: (at: Instant) => Instant;
  readonly failed: (caseNo: string, refused: Problem) => void;
};

const AT_ONCE = 200;
/** So often everything that is near its limit or past it is looked at anew: what was given back, or opened late. */
const WHOLE_MS = 60 * 60_000;

/**
 * A chore's round: tasks near their limit or past it are asked about; each card is shown once, whoever looks. All of them
 * are looked at when a day begins and once an hour, as what the rules say of them changes with the day; in between
 * those alone whose limit passed since the round before.
 */
export function showCards(showing: Showing): () => Promise<boolean> {
  const { store, work, until } = showing;
  const shown = new Set<string>();
  let [whole, looked]: [Instant | null, Instant | null] = [null, null];
  return async () => {
    const now = work.now();
    const isWhole = whole === null || looked === null || isStale(whole, now);
    const reach = isWhole ? { until: until(now) } : { until: now, dueFrom: looked ?? now };
    const filter = { now, when: "both", ...reach } as const;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDueTasks>> = await listDueTasks(
        store,
        systemContext(work.pack.code),
        filter,
        { limit: AT_ONCE, ...(cursor === null ? {} : { cursor }) },
      );
      await showOf(showing, page.items, shown, now);
      cursor = page.next;
    } while (cursor !== null);
    if (isWhole) whole = now;
    looked = now;
    return false;
  };
}

/** The day is another, or all was looked at long ago. */
const isStale = (whole: Instant, now: Instant): boolean =>
  localDateOf(whole) !== localDateOf(now) || Math.abs(millisOf(now) - millisOf(whole)) >= WHOLE_MS;

/** Shows the cards of some tasks that are not shown yet; `shown` are those that this process has seen. */
async function showOf(
  { store, work, failed }: Showing,
  tasks: readonly WatchedTask[],
  shown: Set<string>,
  now: Instant,
): Promise<void> {
  const due = tasks.flatMap((task) =>
    cardsFor(work.pack, task, now).flatMap((card) => (shown.has(card.id) ? [] : [{ task, card }])),
  );
  const ids = due.map(({ card }) => card.id);
  const stored = await findRecordIds(store, systemContext(work.pack.code), CARD_REGISTER, ids);
  for (const id of stored) shown.add(id);
  for (const { task, card } of due.filter((each) => !stored.has(each.card.id))) {
    const done = await showCard(work, task, card);
    if (done.ok) shown.add(card.id);
    else failed(task.caseNo, done.error);
  }
}
