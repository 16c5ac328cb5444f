/** Something to be done again and again; answers whether there may be more of it right now. */
export type Chore = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<boolean>;
  /** Not woken by changes: it looks at its own rounds only. */
  readonly onlyOnTime?: boolean;
};

/** Chores under way. */
export type Worker = {
  /** Something changed: every chore looks now instead of at its next round. */
  readonly poke: () => void;
  /** Ends after the chores under way have ended. */
  readonly stop: () => Promise<void>;
};

export type WorkerOptions = {
  readonly chores: readonly Chore[];
  readonly onFault: (chore: string, fault: unknown) => void;
};

/**
 * Runs every chore on its own round. A chore that fails is told about and tried again at its next round; the
 * others go on. A fault that stays the same from round to round is told once, until a round has gone well.
 */
export function runWorker({ chores, onFault }: WorkerOptions): Worker {
  const rounds = chores.map((chore) => ({ ...startRound(chore, onFault), chore }));
  return {
    poke: () => {
      for (const { wake, chore } of rounds) if (chore.onlyOnTime !== true) wake();
    },
    stop: async () => {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

function startRound(chore: Chore, onFault: WorkerOptions["onFault"]) {
  const life = { stopped: false, woken: false, wakeUp: (): void => undefined };
  const tell = onceInARow((fault) => onFault(chore.name, fault));
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      if (life.woken || life.stopped) return resolve();
      const timer = setTimeout(resolve, chore.everyMs);
      life.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wake = (): void => {
    life.woken = true;
    life.wakeUp();
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
      wake();
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
