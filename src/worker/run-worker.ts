import type { KindOfWork } from "#store";

/** Something to be done again and again; answers whether there may be more of it right now. */
export type Chore = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<boolean>;
  /** Not woken by changes: it looks at its own rounds only. */
  readonly onlyOnTime?: boolean;
  /** It looks only when something of these kinds is due, which is asked once for all such chores. */
  readonly of?: readonly KindOfWork[];
};

/** Which of these kinds of work have something that is due. */
type WorkDue = (kinds: readonly KindOfWork[]) => Promise<ReadonlySet<KindOfWork>>;

/** Chores under way. */
export type Worker = {
  /** Something changed: every chore looks now, or when it has rested from its last look, instead of at its next round. */
  readonly poke: () => void;
  /** Ends after the chores under way have ended. */
  readonly stop: () => Promise<void>;
};

export type WorkerOptions = {
  readonly chores: readonly Chore[];
  /** Asked for the chores that say what they are `of`; without it they look at their own rounds. */
  readonly workDue?: WorkDue;
  readonly onFault: (chore: string, fault: unknown) => void;
};

/**
 * Runs every chore on its own round. A chore that fails is told about and tried again at its next round; the
 * others go on. A fault that stays the same from round to round is told once, until a round has gone well.
 */
export function runWorker({ chores, workDue, onFault }: WorkerOptions): Worker {
  const isLookedFor = ({ of }: Chore): boolean => workDue !== undefined && of !== undefined;
  const others = chores.filter((chore) => !isLookedFor(chore));
  const rounds = others.map((chore) => ({ ...startRound(chore, onFault), chore }));
  // It looks once when it starts, and from then on when it is woken.
  const waiting = chores
    .filter(isLookedFor)
    .map((chore) => ({ ...startRound({ ...chore, everyMs: FOREVER_MS }, onFault, 0), chore }));
  if (workDue !== undefined && waiting.length > 0) {
    const look = lookFor(workDue, waiting);
    rounds.push({ ...startRound(look, onFault), chore: look });
  }
  return {
    poke: () => {
      for (const { wake, chore } of rounds) if (chore.onlyOnTime !== true) wake();
    },
    stop: async () => {
      await Promise.all([...rounds, ...waiting].map((round) => round.stop()));
    },
  };
}

/** As long as a timer can wait. */
const FOREVER_MS = 2 ** 31 - 1;
const LOOK_MS = 400;

/** Asks what is due and wakes the chores that it is for. */
function lookFor(
  workDue: WorkDue,
  waiting: readonly { readonly chore: Chore; readonly wake: () => void }[],
): Chore {
  const kinds = [...new Set(waiting.flatMap(({ chore }) => chore.of ?? []))];
  const run = async (): Promise<boolean> => {
    const due = await workDue(kinds);
    for (const { chore, wake } of waiting) if (chore.of?.some((kind) => due.has(kind)) === true) wake();
    return false;
  };
  return { name: "work due", everyMs: LOOK_MS, run };
}

/**
 * A chore that was woken rests for a quarter of its own round, two seconds at most, before it is woken again. Where
 * many work, something changes all the time: thirty chores that looked after every change asked the database for more
 * than all people together.
 */
const restOf = ({ everyMs }: Chore): number => Math.min(everyMs / 4, 2_000);

function startRound(chore: Chore, onFault: WorkerOptions["onFault"], restMs = restOf(chore)) {
  const life = { stopped: false, woken: false, resting: false, restedAt: 0, cut: (): void => undefined };
  const tell = onceInARow((fault) => onFault(chore.name, fault));
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      life.cut = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wake = (): void => {
    life.woken = true;
    if (!life.resting) life.cut();
  };
  const sleep = async (): Promise<void> => {
    if (!life.woken && !life.stopped) await pause(chore.everyMs);
    if (!life.woken) return;
    life.resting = true;
    const rest = life.restedAt - performance.now();
    if (rest > 0 && !life.stopped) await pause(rest);
    life.resting = false;
    life.restedAt = performance.now() + restMs;
  };
  const loop = async (): Promise<void> => {
    while (!life.stopped) {
      life.woken = false;
      const more = await tryOnce(chore, tell);
      if (!more) await sleep();
    }
  };
  const ended = loop();
  return {
    wake,
    stop: async () => {
      life.stopped = true;
      life.cut();
      await ended;
    },
  };
}

type Teller = { readonly wentWell: () => void; readonly failed: (fault: unknown) => void };

async function tryOnce(chore: Chore, tell: Teller): Promise<boolean> {
  try {
    const more = await chore.run();
    tell.wentWell();
    return more;
  } catch (fault) {
    tell.failed(fault);
    return false;
  }
}

/** A database that is away for an hour is one line of the log, not thousands. */
function onceInARow(tell: (fault: unknown) => void): Teller {
  let last: string | undefined;
  return {
    wentWell: () => {
      last = undefined;
    },
    failed: (fault) => {
      const words = fault instanceof Error ? fault.message : String(fault);
      if (words !== last) tell(fault);
      last = words;
    },
  };
}
