import { addWorkingDays } from "#calendar";
import { clearUploads, type Platform } from "#http";
import {
  dayAfter,
  instantFromMillis,
  localDateOf,
  millisOf,
  startOfDay,
  type Instant,
  type Problem,
} from "#kernel";
import {
  anchorWhole,
  keepServers,
  ledgerSignerOf,
  missAppointments,
  signInStoreOn,
  sweepBatches,
  systemContext,
} from "#store";
import { destroyFiles, eraseDue, showCards, type Chore } from "#worker";

const ANCHOR_MS = 5 * 60_000;
/** So soon is known that a server died, and what it had taken is free again. */
const SERVERS_MS = 1000;
const ERASE_MS = 15_000;
const SWEEP_MS = 10 * 60_000;
/** So soon after its time a visit that nobody came to is missed. */
const APPOINTMENTS_MS = 15_000;
/** How long the preview of a batch waits to be run. */
const PREVIEW_MS = 24 * 3_600_000;

/** What keeps the house in order: a signed anchor over the ledger, and no claims of dead servers, expired sessions, forgotten uploads or old previews lying about. */
export function housekeepingChores(
  platform: Platform,
  onFault: (subject: string, fault: unknown) => void,
): readonly Chore[] {
  const { store, work, now } = platform;
  const people = signInStoreOn(store, work.pack.code);
  return [
    {
      name: "servers",
      everyMs: SERVERS_MS,
      onlyOnTime: true,
      run: async () => {
        await keepServers(store, systemContext(work.pack.code), now());
        return false;
      },
    },
    {
      name: "anchor",
      everyMs: ANCHOR_MS,
      onlyOnTime: true,
      run: async () => {
        await anchorWhole(store, work.pack.code, now(), await ledgerSignerOf(store, work.pack.code));
        return false;
      },
    },
    {
      name: "appointments",
      everyMs: APPOINTMENTS_MS,
      onlyOnTime: true,
      run: async () => {
        await missAppointments(store, systemContext(work.pack.code), now());
        return false;
      },
    },
    {
      name: "erase",
      everyMs: ERASE_MS,
      onlyOnTime: true,
      run: eraseDue({ store, work, onFault }),
    },
    {
      name: "destroy",
      everyMs: ERASE_MS,
      run: destroyFiles({ store, work, vault: platform.vault, onFault }),
    },
    {
      name: "sweep",
      everyMs: SWEEP_MS,
      onlyOnTime: true,
      run: async () => {
        await people.sweepSessions(now());
        await people.sweepModels(now());
        await clearUploads(platform);
        const dayBefore = instantFromMillis(millisOf(now()) - PREVIEW_MS);
        await sweepBatches(store, systemContext(work.pack.code), dayBefore);
        return false;
      },
    },
  ];
}

/** Limits are days: what comes near or is passed is seen soon enough so. */
const CARDS_MS = 10_000;
/** How many working days ahead the rules of cards can look. */
const CARDS_AHEAD = 10;

/** Yellow and red cards (黄牌、红牌) by the district's rules. */
export function cardChore(platform: Platform, onFault: (what: string, fault: unknown) => void): Chore {
  const { store, work } = platform;
  const { calendar } = work.pack;
  const until = (at: Instant): Instant => {
    const last = addWorkingDays(calendar, localDateOf(at), CARDS_AHEAD);
    return startOfDay(dayAfter(last.ok ? last.value : localDateOf(at)));
  };
  const failed = (caseNo: string, refused: Problem): void => onFault(`card of ${caseNo}`, refused);
  return {
    name: "cards",
    everyMs: CARDS_MS,
    run: showCards({ store, work, until, failed }),
    onlyOnTime: true,
  };
}
