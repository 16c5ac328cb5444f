import { sqlStateOf } from "../database/database.ts";

/** Batches on their way at once: while one waits for the disk, the next is prepared. */
const AT_ONCE = 2;
/** The longest batch: keeps the first of it from waiting for all too many. */
const LONGEST = 32;

type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Group commit: what waits when a batch may leave goes together, in one transaction. Nothing waits for company: an
 * item that comes alone leaves alone. A batch takes no more than its share of all that is asked, so that those who
 * ask again when they are answered do not all end up in one batch, the database idle while they think and they idle
 * while it writes. Two items of one subject never share a batch, and a batch that the
 * database refuses as a whole is tried again item by item, so that each is answered for itself.
 */
export function commitQueue<Item, Answer>(
  subjectOf: (item: Item) => string,
  keep: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;
  let itemsUnderWay = 0;

  const leave = (): void => {
    while (underWay < AT_ONCE && waiting.length > 0) {
      const share = Math.ceil((waiting.length + itemsUnderWay) / AT_ONCE);
      const batch = nextBatch(waiting, subjectOf, Math.min(share, LONGEST));
      const taken = new Set(batch);
      waiting = waiting.filter((each) => !taken.has(each));
      underWay += 1;
      itemsUnderWay += batch.length;
      void settle(batch, keep).finally(() => {
        underWay -= 1;
        itemsUnderWay -= batch.length;
        // Not before those who were just answered have had their turn to ask again.
        setImmediate(leave);
      });
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Whoever asks in the same turn of the event loop leaves with this one.
      if (waiting.length === 1) setImmediate(leave);
    });
}

function nextBatch<Item, Answer>(
  waiting: readonly Waiting<Item, Answer>[],
  subjectOf: (item: Item) => string,
  most: number,
): readonly Waiting<Item, Answer>[] {
  const bySubject = new Map<string, Waiting<Item, Answer>>();
  for (const each of waiting) {
    if (bySubject.size === most) break;
    const subject = subjectOf(each.item);
    if (!bySubject.has(subject)) bySubject.set(subject, each);
  }
  // Always in the same order, so that two batches of two processes do not lock each other out.
  return [...bySubject].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
}

async function settle<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  keep: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await keep(batch.map(({ item }) => item));
    for (const [place, { resolve, reject }] of batch.entries()) {
      const answer = answers[place];
      if (answer === undefined) reject(new Error("a batch was answered in part"));
      else resolve(answer);
    }
  } catch (thrown) {
    // Without an SQLSTATE nobody knows whether it was kept: then it is not tried again.
    if (batch.length === 1 || sqlStateOf(thrown) === undefined) {
      for (const { reject } of batch) reject(thrown);
      return;
    }
    for (const each of batch) await settle([each], keep);
  }
}
