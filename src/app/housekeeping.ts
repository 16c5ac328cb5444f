import { clearUploads, type Platform } from "#http";
import { anchorLedger, ledgerSignerOf, signInStoreOn } from "#store";
import type { Chore } from "#worker";

const ANCHOR_MS = 5 * 60_000;
const SWEEP_MS = 10 * 60_000;

/** What keeps the house in order: a signed anchor over the ledger, and no expired sessions or forgotten uploads lying about. */
export function housekeepingChores(platform: Platform): readonly Chore[] {
  const { store, work, now } = platform;
  const people = signInStoreOn(store, work.pack.code);
  return [
    {
      name: "anchor",
      everyMs: ANCHOR_MS,
      onlyOnTime: true,
      run: async () => {
        await anchorLedger(store, work.pack.code, now(), await ledgerSignerOf(store, work.pack.code));
        return false;
      },
    },
    {
      name: "sweep",
      everyMs: SWEEP_MS,
      onlyOnTime: true,
      run: async () => {
        await people.sweepSessions(now());
        await people.sweepModels(now());
        await clearUploads(platform);
        return false;
      },
    },
  ];
}
