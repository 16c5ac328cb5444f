import { Client } from "pg";
import type { Book } from "./book.ts";
import { DISPATCH, ERRAND } from "./district.ts";

/** How far the storm's cases have come, read from outside the platform. */
export type Watch = {
  /** Errands and dispatches that were entered, are paid and have not ended. */
  readonly open: () => number;
  /** Nothing is on its way any more: no order, no message, no document. */
  readonly isQuiet: () => boolean;
  /** Waits until fewer than `most` are open. */
  readonly room: (most: number) => Promise<void>;
  /** Waits until something is so, at most so many milliseconds; answers whether it is. */
  readonly until: (met: () => boolean, milliseconds: number) => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

const LOOK_MS = 400;
const TELL_MS = 15_000;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Looks at the database again and again, also across its restarts. */
export function watchDatabase(url: string, book: Book, tell: (line: string) => void): Watch {
  const life = { goingOn: true, completed: 0, ends: Number.POSITIVE_INFINITY, whole: 0 };
  const open = (): number => book.entered.filter(({ paid }) => paid).length - life.completed;
  const look = async (): Promise<void> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      while (life.goingOn) {
        const { rows } = await client.query<{ completed: string; whole: string; ends: string }>(
          `select (select count(*) from case_file where status = 'completed' and matter = any ($1)) as completed,
                  (select count(*) from case_file) as whole,
                  (select count(*) from outbox where status <> 'done')
                    + (select count(*) from message where status = 'waiting')
                    + (select count(*) from document where status <> 'ready') as ends`,
          [[ERRAND, DISPATCH]],
        );
        life.completed = Number(rows[0]?.completed);
        life.whole = Number(rows[0]?.whole);
        life.ends = Number(rows[0]?.ends);
        await wait(LOOK_MS);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const watching = (async () => {
    while (life.goingOn) {
      await look().catch(() => undefined); // PostgreSQL is away: that is what the storm is for.
      if (life.goingOn) await wait(LOOK_MS / 4);
    }
  })();
  const telling = setInterval(
    () =>
      tell(
        `${life.whole} cases, ${open()} of them open, ${life.ends} orders, messages and documents on their way`,
      ),
    TELL_MS,
  );
  const until = async (met: () => boolean, milliseconds: number): Promise<boolean> => {
    const end = performance.now() + milliseconds;
    while (!met() && performance.now() < end) await wait(LOOK_MS / 4);
    return met();
  };
  return {
    open,
    isQuiet: () => life.ends === 0,
    room: async (most) => void (await until(() => open() < most, Number.POSITIVE_INFINITY)),
    until,
    stop: async () => {
      clearInterval(telling);
      life.goingOn = false;
      await watching;
    },
  };
}
