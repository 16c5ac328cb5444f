import { clearUploads, type Platform } from "#http";
import { instantFromMillis, millisOf } from "#kernel";
import {
  anchorWhole,
  keepServers,
  ledgerSignerOf,
  missAppointments,
  signInStoreOn,
  sweepBatches,
  systemContext,
} from "#store";
import { eraseDue, type Chore } from "#worker";

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
