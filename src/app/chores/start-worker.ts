import type { TestAuthority, TypesetterApart } from "#documents";
import type { Platform } from "#http";
import { findWorkDue, foldFigures, systemContext } from "#store";
import { localDateOf } from "#kernel";
import { exchangeChores, type Outlets } from "../outside/exchange-chores.ts";
import { cardChore, housekeepingChores } from "./housekeeping.ts";
import {
  carryOutDues,
  deliverOutbox,
  fireDueTimers,
  runBatches,
  runMigrations,
  runWorker,
  sealAgain,
  sealDocuments,
  type Worker,
} from "#worker";
import { SEAL_DOCUMENT } from "#cases";
import { tellLiveBatches } from "./tell-live-batches.ts";
import { tellLiveNews, tellOfCase } from "./tell-live-news.ts";

/** Starts everything that happens without a person. */
export function startWorker(
  platform: Platform,
  { authority, typesetter }: { readonly authority: TestAuthority; readonly typesetter: TypesetterApart },
  outlets: Outlets,
  onFault: (chore: string, fault: unknown) => void,
): Worker {
  const { store, work, now } = platform;
  const { pack } = work;
  const sealing = sealDocuments({
    store,
    vault: platform.vault,
    pack,
    typesetter,
    templates: Object.fromEntries(pack.templates),
    signerOf: async (organ) => {
      const owner = pack.organs.get(organ);
      return authority.signerFor({ name: owner?.name.zh ?? organ, creditCode: owner?.creditCode ?? organ });
    },
    now,
    told: (document) => tellOfCase(platform, document.subject),
  });
  const batches = tellLiveBatches(platform);
  const lines = (kind: string) => ({
    store,
    work,
    principalOf: (account: string) => platform.signIn.store.findPrincipal(account, now()),
    onFault: (order: string, fault: unknown) => onFault(`${kind} ${order}`, fault),
  });
  return runWorker({
    onFault,
    workDue: (kinds) => {
      const at = now();
      return findWorkDue(store, systemContext(pack.code), { kinds, now: at, today: localDateOf(at) });
    },
    chores: [
      ...housekeepingChores(platform, onFault),
      ...(pack.supervision.cards.length === 0 ? [] : [cardChore(platform, onFault)]),
      ...exchangeChores(platform, outlets, onFault),
      {
        name: "batches",
        everyMs: 1000,
        of: ["batches"],
        run: () => runBatches({ ...lines("batch"), ended: batches.ended }),
      },
      {
        name: "migrations",
        everyMs: 1000,
        of: ["migrations"],
        run: () => runMigrations(lines("migration")),
      },
      {
        name: "timers",
        everyMs: 1000,
        of: ["timers"],
        run: () => fireDueTimers(store, work, (caseNo, refused) => onFault(`timer of ${caseNo}`, refused)),
      },
      { name: "seals put right", everyMs: 5000, run: () => sealAgain({ store, pack, now }) },
      {
        name: "record dues",
        everyMs: 5000,
        of: ["record dues"],
        run: () => carryOutDues(store, work, (record, refused) => onFault(`due day of ${record}`, refused)),
      },
      {
        name: "outbox",
        everyMs: 500,
        of: [`outbox ${SEAL_DOCUMENT}`],
        run: () =>
          deliverOutbox({
            store,
            district: pack.code,
            deliveries: { [SEAL_DOCUMENT]: sealing },
            needsPerson: (why) => why.startsWith("SEAL_"),
            now,
            failed: (item, why) => onFault(`outbox ${item.kind} ${item.id}`, new Error(why)),
          }),
      },
      {
        name: "figures",
        everyMs: 1000,
        run: () => foldFigures(store, pack.code, platform.indicators),
      },
      { name: "live batches", everyMs: 500, run: batches.round },
      { name: "live", everyMs: 1000, run: tellLiveNews(platform) },
    ],
  });
}
